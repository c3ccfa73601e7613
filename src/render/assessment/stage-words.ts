import type { Stage, StageSignal } from "../../core/org/assessment/stage.ts";
import { listed } from "../economics-words.ts";
import { plural } from "../numbers.ts";
import { type AssessmentContext, closed, type Finding, firstThree, lacking, type Step, type Worded, within } from "./worded.ts";

const names = { customers: "Customers", csms: "CSMs", funding: "Funding" };
const rules = { customers: "org-stages", csms: "org-scaling-phases", funding: "org-stages" };
const round = (given: string) =>
  given.startsWith("series_") ? `Series ${given.slice(-1).toUpperCase()}` : `${given.replace("_", "-")} round`;

function givenWords({ signal, given }: StageSignal): string {
  if (typeof given === "string") return round(given);
  return signal === "csms" ? plural(given, "CSM") : plural(given, "customer");
}
const pointsAt = ({ from, to }: StageSignal): string => (from === to ? from : `${from} to ${to}`);

function findingsOf({ customers, csms, prove, signals }: Stage): Finding[] {
  const said = (signal: StageSignal["signal"]) => givenWords(signals.find((one) => one.signal === signal)!);
  const findings: Finding[] = [];
  if (prove) {
    const finding = `To prove next: ${within(prove.what)}, shown by ${within(prove.shown_by)}`;
    findings.push({ finding, evidence: `${said("funding")}, read as ${prove.funding}`, rule: rules.funding });
  }
  if (customers?.next) {
    const { stage, at, team } = customers.next;
    findings.push({
      finding: `${stage} begins at ${plural(at, "customer")}: ${within(team)}`,
      evidence: said("customers"),
      rule: rules.customers,
    });
  }
  if (csms?.change)
    findings.push({ finding: `At this number of CSMs: ${within(csms.change)}`, evidence: said("csms"), rule: rules.csms });
  if (csms?.next) {
    const { phase, at, change } = csms.next;
    findings.push({ finding: `${phase} from ${plural(at, "CSM")}: ${within(change)}`, evidence: said("csms"), rule: rules.csms });
  }
  return findings;
}

function recommended({ customers, csms, prove, signals }: Stage): string {
  if (customers) return closed(`Staff for ${signals[0]!.reading}: ${within(customers.team)}`);
  if (csms?.next)
    return closed(`Prepare ${csms.next.phase} now, due from ${plural(csms.next.at, "CSM")}: ${within(csms.next.change)}`);
  if (prove) return `Prove ${within(prove.what)}, shown by ${within(prove.shown_by)}.`;
  return "Count paying customers, and read the stage from them.";
}

/** The stage for a VP: what each sign says, that they disagree where they do, and what must be proved next. */
export function stageWords(found: Stage, { question }: AssessmentContext): Worded {
  const { signals, common, prove, csms, customers } = found;
  const parts = signals.map((one) => `${givenWords(one)}: ${pointsAt(one)}`);
  const differ = signals.length > 1 && common.length === 0;
  const recommendation = recommended(found);
  const missing = [
    ...(question.customers === undefined
      ? [lacking("customers", "The stage is read from customers first; without them there is no team to staff for.")]
      : []),
    ...(question.csms === undefined ? [lacking("csms", "They say which way of working breaks next.")] : []),
    ...(question.funding === undefined
      ? [lacking("funding", "It says what the company must prove next, and by which measure.")]
      : []),
  ];
  const steps: Step[] = [
    { step: "Let hours of work set the headcount; the stage only says which kinds of work to expect", rule: "org-team-sizing" },
    ...(prove
      ? [
          {
            step: `Compute the measure the round asks for (${within(prove.shown_by)}) and have finance check it`,
            rule: rules.funding,
          },
        ]
      : []),
    ...(csms?.next
      ? [
          {
            step: `Write down what ${csms.next.phase} changes before it is due`,
            by: `${plural(csms.next.at, "CSM")}`,
            rule: rules.csms,
          },
        ]
      : []),
  ];
  const meaning =
    "The signs measure different things and none is averaged. Staff the work that customers bring today, since a team built for the next stage is paid from this one's revenue.";
  return {
    summary: [
      differ
        ? `The signs disagree (${parts.join("; ")}), and nothing is averaged.`
        : signals.length === 1
          ? `By the one sign given, ${parts[0]}.`
          : `The signs agree on ${listed(common, "or")} (${parts.join("; ")}).`,
      recommendation,
      ...(prove && customers ? [`Prove next: ${within(prove.what)}, shown by ${within(prove.shown_by)}.`] : []),
      ...(missing.length ? [`Not known: ${listed(missing.map(({ what }) => what.split(":")[0]!))}.`] : []),
    ].join(" "),
    fields: {
      recommendation,
      levels: signals.map((one) => ({
        name: names[one.signal],
        level: pointsAt(one),
        ...(one.from === one.to ? {} : { low: one.from, high: one.to }),
        evidence: one.signal === "customers" ? givenWords(one) : `${givenWords(one)}: ${one.reading}`,
      })),
      findings: findingsOf(found),
      ...(differ
        ? { disagreement: { signals: signals.map((one) => ({ signal: givenWords(one), says: pointsAt(one) })), meaning } }
        : {}),
      next_steps: steps,
      missing: firstThree(missing),
    },
    undefined: [],
  };
}
