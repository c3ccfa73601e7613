/** One part of variable pay as asked for; threshold, cap and gate are shares of the component's target. */
export interface PayComponent {
  metric: string;
  weight: number;
  /** The metric's own level at which the component pays in full. */
  target?: number;
  threshold?: number;
  accelerator?: number;
  cap?: number;
  gate?: number;
}

/** A share of the CSMs who reach an attainment. */
export interface AttainmentShare {
  attainment: number;
  share: number;
}

/** Something that happened to a book and that its CSM could not help; ARR in major units, months held since the handover. */
export interface BookEvent {
  kind: string;
  account: string;
  arr: number;
  kept?: number;
  months?: number;
}

/** What the design of a pay plan is asked; undefined is unknown. Money in major units a year. */
export interface PayQuestion {
  ote: number;
  base_share?: number;
  components?: PayComponent[];
  attainment?: (number | AttainmentShare)[];
  csms?: number;
  /** Months newcomers are guaranteed their variable pay, and how many of them there are. */
  ramp?: { months: number; new_csms?: number };
  /** One CSM's book: ARR at the start, what is left of it without expansion, and what the CSM could not help. */
  book?: { arr?: number; kept?: number; events: BookEvent[] };
}

/** A component with nothing left open; null where the plan has no cap, gate or target. */
export interface SettledComponent {
  metric: string;
  weight: number;
  at_target: number;
  target: number | null;
  threshold: number;
  accelerator: number;
  cap: number | null;
  gate: number | null;
}

/** A pay plan ready to compute with. */
export interface PayPlan {
  base: number;
  variable: number;
  components: SettledComponent[];
}
