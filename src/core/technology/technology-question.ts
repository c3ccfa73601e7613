/** One vendor as the caller scored it; a criterion that is absent or null could not be tested. */
export interface GivenVendor {
  name: string;
  scores: Readonly<Record<string, number | null>>;
  /** Money a year; 0 is a price. */
  price_a_year?: number;
}

/** What is asked about technology; everything may be absent, and absent is not none. */
export interface TechnologyQuestion {
  stage?: string;
  csms?: number;
  accounts?: number;
  arr?: number;
  tools?: readonly string[];
  readiness?: Readonly<Record<string, boolean>>;
  budget?: number;
  vendors?: readonly GivenVendor[];
  weights?: Readonly<Record<string, number>>;
  needs?: readonly string[];
}
