// The words of the field in English, German, French and Spanish, as exports and sheets hold them.
import { describe, expect, it } from "vitest";
import {
  flagOf,
  isErrorCell,
  outcomeOf,
  readCategory,
  readFlag,
  readLight,
  readMoneyZero,
  readNpsClass,
  readOpenEnd,
  readRevenueKind,
  readStatus,
  readYesNo,
} from "../../src/tables/read-words.ts";
import { compileWords, wordKey, wordsIn, wordValues } from "../../src/tables/words.ts";
import { shippedLibrary as library } from "../shipped-library.ts";

const values = wordValues(library);
const words = compileWords(values);

describe("the lists", () => {
  const lists = ["status", "period", "revenue", "notice_end", "light", "category", "yes_no", "flag", "nps"] as const;
  it.each(lists)("a word of %s has one meaning", (list) => {
    const seen = new Map<string, string>();
    for (const [meaning, text] of Object.entries(values[list] as Record<string, string>))
      for (const word of text.split(",")) {
        const key = wordKey(word);
        expect(key, `${meaning}: "${word}"`).not.toBe("");
        expect(seen.get(key) ?? meaning, `"${word.trim()}" stands under ${seen.get(key)} and ${meaning}`).toBe(meaning);
        seen.set(key, meaning);
      }
  });

  it("the user's own words go before the library's", () => {
    const own = compileWords({ ...values, own: { status: { gone: "Ausgetreten, active" }, light: { red: "weinend" } } });
    expect(readStatus("ausgetreten", own)).toBe("gone");
    expect(readStatus("Active", own)).toBe("gone");
    expect(readLight("Weinend", own)).toBe("red");
    expect(readStatus("Active", words)).toBe("paying");
  });

  it("a header or cell is cut at blanks, signs, underscores, dots and changes of case", () => {
    expect(wordsIn("churn_flag")).toEqual(["churn", "flag"]);
    expect(wordsIn("isChurned")).toEqual(["is", "churned"]);
    expect(wordsIn("contract_term.contract_end")).toEqual(["contract", "term", "contract", "end"]);
    expect(wordsIn("Kündigungsfrist (Tage)")).toEqual(["kundigungsfrist", "tage"]);
    expect(wordsIn("ARRUsd Renouvelé")).toEqual(["arr", "usd", "renouvele"]);
  });
});

describe("statuses", () => {
  it.each([
    ["paying", "active, ACTIVE, Live, Renewing/Open"],
    ["paying", "Aktiv, Bestandskunde, laufend, Actif, En cours, Client actif, Activo, Vigente, Al día, renewed"],
    [
      "ending",
      "non_renewing, Notice given, Cancellation scheduled, Kündigung eingegangen, läuft aus, En préavis, Baja solicitada",
    ],
    ["past_due", "past_due, Past Due, soft_failure, überfällig, In Mahnung, impayé, En retard, moroso, Pago pendiente"],
    ["paused", "paused, on_hold, Suspended, pausiert, ruhend, Suspendu, en pause, En pausa, SUSPENDIDO"],
    ["canceled", "canceled, cancelled, Cancelled, Gekündigt, Résilié, annulée, Cancelado, rescindida"],
    ["gone", "Churned, expired, Terminated, Inactive, Ex-customer, churn_delinquent, Closed, abgewandert, Beendet, Abgelaufen"],
    ["gone", "nicht verlängert, Parti, Ancien client, non renouvelé, Expiré, Baja, Dado de baja, Inactivo, No renovado"],
    ["trial", "trialing, in_trial, Trial, Free, promotional, Testphase, kostenlos, En essai, gratuit, En prueba, Piloto"],
    [
      "never_paid",
      "incomplete, incomplete_expired, failed, failed_to_create, trial_ended, awaiting_signup, Qualified Lead, prospect",
    ],
    ["never_paid", "Draft, In Approval Process, Interessent, Entwurf, Brouillon, devis, Prospecto, Presupuesto, new_cancelled"],
    ["future", "future, coming, Pending Activation, pending_acceptance, geplant, À venir, Futuro, Pendiente"],
    ["moved", "transferred, merged, Superseded, übertragen, remplacé, Sustituido"],
    ["not_a_customer", "Test account, sandbox, partner, Lieferant, fournisseur, Proveedor"],
    ["won", "Closed Won, closedwon, Won, CLOSED-WON, gewonnen, gagné, Cerrado ganado"],
    ["lost", "Closed Lost, closedlost, Lost, verloren, Perdu, perdida"],
    ["open", "Negotiation, contractsent, Proposal/Price Quote, open, in Verhandlung, Négociation, Propuesta enviada"],
    ["answered", "completed, Completed, beantwortet, répondu, Respondido"],
    ["unanswered", "dismissed, partial, bounced, unbeantwortet, sans réponse, Sin respuesta"],
    ["opinion", "At Risk, Stable, Likely, gefährdet, à risque, En riesgo"],
  ])("%s: %s", (meaning, list) => {
    for (const word of list.split(", ")) expect(readStatus(word, words), word).toBe(meaning);
  });

  it("numbers before the word and remarks behind it do not matter, unless the remark says something else", () => {
    expect(readStatus("5 - Closed Won", words)).toBe("won");
    expect(readStatus("01. Active", words)).toBe("paying");
    expect(readStatus("Churned (price)", words)).toBe("gone");
    expect(readStatus("Lost: price", words)).toBe("lost");
    expect(readStatus("Lost: trial", words)).toMatchObject({ code: "not_a_status" });
    expect(readStatus("Active (trial)", words)).toMatchObject({ code: "not_a_status" });
    expect(readStatus("Active - cancels at period end", words)).toMatchObject({ code: "not_a_status" });
  });

  it("what is not understood says what it may be, and a blank is nothing", () => {
    expect(readStatus("Zorp", words)).toMatchObject({ reason: expect.stringMatching(/"Zorp".*paying.*gone.*trial/) });
    expect(readStatus("not really active", words)).toMatchObject({ code: "not_a_status" });
    for (const blank of ["", "-", "n/a", "NULL"]) expect(readStatus(blank, words)).toBeNull();
  });
});

describe("ends", () => {
  it.each(
    "Present, ongoing, Current, heute, Unbefristet, bis auf Weiteres, en cours, indéterminée, Actualidad, indefinido, vigente, never, N/A, NULL, until further notice"
      .split(", ")
      .concat([
        "9999-12-31",
        "9999-12-31 23:59:59",
        "31.12.9999",
        "12/31/2099",
        "2099-12-31",
        "0000-00-00",
        "0001-01-01",
        "1970-01-01",
        "2050-01-01 00:00:00",
        "0",
        "99991231",
        "31-Dec-9999",
        "infinity",
      ]),
  )("%s is open", (text) => expect(readOpenEnd(text, words)).toBe(true));

  it.each(["2024-06-01", "31.12.2026", "2098-12-31", "45444", "Churned", "soon", "12/31/2024", "20241231"])("%s is not", (text) =>
    expect(readOpenEnd(text, words)).toBe(false),
  );
});

describe("kinds of revenue", () => {
  it.each([
    ["recurring", "Recurring, subscription, Abo, wiederkehrend, Récurrent, Suscripción, License"],
    ["one_time", "one_time, One-time, OneTime, Setup fee, non-recurring, einmalig, Ponctuel, Pago único"],
    ["trial", "trial, Testphase, essai, Prueba"],
    ["services", "Professional Services, Consulting, Schulung, Prestations, Servicios profesionales"],
    ["usage", "Usage, overage, metered, Verbrauch, Consommation, Consumo"],
    ["discount", "Discount, DiscountLineDetail, Rabatt, Remise, Descuento, Recurring Discount"],
    ["credit", "credit, Credit note, Gutschrift, Avoir, Nota de crédito, refund"],
    ["tax", "Tax, MwSt, TVA, IVA"],
  ])("%s: %s", (kind, list) => {
    for (const word of list.split(", ")) expect(readRevenueKind(word, words), word).toBe(kind);
  });
});

describe("lights and calls", () => {
  it.each([
    ["green", "green, Green, G, 🟢, 🟢 Green, Healthy, grün, Gut, Vert, Verde, 1 - Green"],
    ["yellow", "Yellow, amber, orange, 🟡, gelb, Mittel, Jaune, À surveiller, Amarillo, ámbar"],
    ["red", "RED, 🔴, Critical, rot, kritisch, Rouge, Rojo, crítico"],
  ])("%s: %s", (light, list) => {
    for (const word of list.split(", ")) expect(readLight(word, words), word).toBe(light);
  });

  it.each([
    ["closed", "Closed, Closed Won, signed, Renewed"],
    ["commit", "Commit, committed, COMMIT, zugesagt, Comprometido"],
    ["most_likely", "Most Likely, likely, wahrscheinlich, Probable"],
    ["best_case", "Best Case, BestCase, best_case, Meilleur cas, Mejor caso"],
    ["upside", "Upside"],
    ["pipeline", "Pipeline, open, offen"],
    ["at_risk", "At risk, at_risk, gefährdet, À risque, En riesgo"],
    ["critical", "Critical, kritisch"],
    ["omitted", "Omitted, excluded, omitido, Exclu"],
    ["lost", "Lost, Closed Lost, verloren"],
  ])("%s: %s", (category, list) => {
    for (const word of list.split(", ")) expect(readCategory(word, words), word).toBe(category);
  });

  it("another word lists the categories", () => {
    expect(readCategory("Gut feeling", words)).toMatchObject({ reason: expect.stringMatching(/commit.*pipeline.*omitted/) });
  });
});

describe("yes and no", () => {
  it("is read in four languages, signs and numbers", () => {
    for (const yes of "yes, Y, TRUE, t, 1, 1.0, x, X, ✓, ☑, ja, Wahr, oui, Vrai, sí, Verdadero".split(", "))
      expect(readYesNo(yes, words), yes).toBe(true);
    for (const no of "no, N, FALSE, f, 0, 0.0, nein, falsch, non, Faux, falso, ✗".split(", "))
      expect(readYesNo(no, words), no).toBe(false);
    expect(readYesNo("maybe", words)).toMatchObject({ code: "not_yes_or_no" });
  });

  it.each([
    [
      "gone",
      "churn_flag, is_churned, has_churned, churn_label, Churn Flag, churned, Churned?, isChurned, churned_last_12m, Churned in 2025",
    ],
    [
      "gone",
      "Attrition_Flag, customer.churned, Gekündigt, hat gekündigt, Résilié, A résilié, Dado de baja, Abandono, is cancelled",
    ],
    ["kept", "is_renewed, Renewed, has_renewed, retained, Verlängert, Renouvelé, Renovado"],
    ["active", "is_active, active, isActive, Aktiv, Actif, Activo"],
    ["trial", "is_trial, Trial, is_trial_period, Essai"],
    ["ending", "cancel_at_period_end, Cancel At Period End, Notice given"],
    ["recurring", "Item recurring, is_recurring"],
    ["deleted", "_fivetran_deleted, is_deleted, dbt_is_deleted"],
    ["test", "is_sandbox, is_test"],
    ["current_version", "is_latest_version, _fivetran_active, _is_current_state"],
    ["auto_renew", "auto_renew, auto_renew_flag, Auto Renewal, is_auto_renewable, Automatische Verlängerung"],
  ])("asks whether it is %s: %s", (question, list) => {
    for (const header of list.split(", ")) expect(flagOf(header, words), header).toBe(question);
  });

  it.each(["churn_reason", "churn_date", "churn_risk", "active_users", "Renewal Date", "Partner", "renewal_term", "trial_end"])(
    "%s asks nothing",
    (header) => expect(flagOf(header, words)).toBeNull(),
  );

  it("means what its header asks, also in words", () => {
    expect(readFlag("churn_flag", "TRUE", words)).toEqual({ about: "gone", yes: true });
    expect(readFlag("is_active", "0", words)).toEqual({ about: "active", yes: false });
    expect(readFlag("churn_status", "Churned", words)).toEqual({ about: "gone", yes: true });
    expect(readFlag("churn_status", "Active", words)).toEqual({ about: "gone", yes: false });
    expect(readFlag("Churn", "perhaps", words)).toMatchObject({ code: "not_yes_or_no" });
    expect(readFlag("churned", "", words)).toBeNull();
    expect(outcomeOf({ about: "gone", yes: true })).toBe("lost");
    expect(outcomeOf({ about: "active", yes: false })).toBe("lost");
    expect(outcomeOf({ about: "kept", yes: true })).toBe("kept");
    expect(outcomeOf({ about: "trial", yes: true })).toBeNull();
  });
});

describe("answers to a survey", () => {
  it("are read by their class", () => {
    for (const word of "Promoter, promoters, Promotor, Promoteur".split(", "))
      expect(readNpsClass(word, words), word).toBe("promoter");
    for (const word of "Passive, Neutral, Passif, Pasivo, indifferent".split(", "))
      expect(readNpsClass(word, words), word).toBe("passive");
    for (const word of "Detractor, Kritiker, Détracteur, detractores".split(", "))
      expect(readNpsClass(word, words), word).toBe("detractor");
    expect(readNpsClass("3", words, "Q2_NPS_GROUP")).toBe("promoter");
    expect(readNpsClass("3", words, "NPS")).toMatchObject({ code: "not_an_nps_class" });
  });
});

describe("cells that hold no number", () => {
  it("a dash with a currency is zero, a dash alone is one where the column is money, free costs nothing", () => {
    for (const zero of ["$ -", "$-", "- €", "-  EUR", "€ –", "($ -)", "USD -", "free", "kostenlos", "Gratuit"])
      expect(readMoneyZero(zero, words), zero).toBe("sure");
    for (const dash of ["-", " - ", "–", "--"]) expect(readMoneyZero(dash, words), dash).toBe("dash");
    for (const other of ["", "0", "-5", "$ 12", "n/a", "EUR"]) expect(readMoneyZero(other, words), other).toBeNull();
  });

  it("a spreadsheet's errors are known in its languages", () => {
    for (const error of [
      "#N/A",
      "#REF!",
      "#DIV/0!",
      "#NV",
      "#BEZUG!",
      "#WERT!",
      "#VALEUR!",
      "#¡REF!",
      "#¡DIV/0!",
      "Err:502",
      "#n/a",
    ])
      expect(isErrorCell(error, words), error).toBe(true);
    for (const other of ["N/A", "#1", "# of seats", "error"]) expect(isErrorCell(other, words), other).toBe(false);
  });
});
