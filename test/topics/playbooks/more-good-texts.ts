/** Playbooks in other hands and habits: nothing in them is to be mended. */
export const moreGoodTexts = {
  numberedHeadings: `# Playbook: Champion Departure Response

## 1. Trigger
- Champion's email hard-bounces, OR
- LinkedIn job change alert for a contact tagged "Champion" in Salesforce

## 2. Owner
Assigned CSM (backup: CS Team Lead)

## 3. Timeline & Steps

| Day | Action | Owner | Channel |
|-----|--------|-------|---------|
| 0 | Confirm departure and log risk in Salesforce with renewal date and ARR | CSM | CRM |
| 1 | Call departing champion to request introduction to successor | CSM | Phone |
| 2 | Email remaining stakeholders a one-page value summary | CSM | Email |
| 5 | Executive sponsor emails customer VP to confirm project goals | Exec sponsor | Email |
| 10 | 45-minute discovery call with successor: goals, open issues, success criteria | CSM | Zoom |
| 21 | Deliver revised success plan and get written approval | CSM | Email |

## 4. Exit Criteria
- New champion identified and has accepted the revised success plan in writing
- OR account moved to At-Risk playbook

## 5. Success Metrics
- % of departures with new champion confirmed within 30 days (target: 80%)
- 12-month GRR of affected accounts vs. control

## 6. Escalation
- No response from any stakeholder after 7 days → CS Team Lead calls customer VP
- Renewal < 90 days away → notify VP CS within 24 hours

## 7. Automation
- Gainsight CTA created when bounce event is received
`,
  stepsInALine: `Renewal Playbook – Enterprise

Trigger: Renewal date is 120 days out (auto-created task in HubSpot)
Owner: Renewal Manager; CSM supports

Step 1 (T-120): Renewal Manager reviews usage, open tickets, and contract terms; assigns forecast category.
Step 2 (T-90): CSM holds value review with economic buyer; documents 3 quantified outcomes.
Step 3 (T-60): Renewal Manager sends proposal and confirms decision process and approvers.
Step 4 (T-30): Renewal Manager and AE negotiate; legal redlines returned within 5 business days.
Step 5 (T-7): Verbal commitment logged; signature link sent by Renewal Manager.

Exit: Contract signed, or written non-renewal received and churn reason coded.
Success measures: On-time renewal rate ≥ 90%; gross retention ≥ 92%.
Escalation: If economic buyer is unresponsive for 10 days, Director of CS contacts their executive; if T-30 passes without verbal, VP CS joins the call.
`,
  plainHeadings: `Low-adoption recovery (digital)

When this runs
Weekly active users / licensed seats falls below 40% for 3 consecutive weeks.

Who owns it
Digital CS Manager

What we do
• Day 0 – Marketo sends "3 quick wins" email to all inactive users.
• Day 4 – In-app guide launches for users who opened the email.
• Day 10 – Digital CS Manager invites admins to a 30-min group clinic.
• Day 20 – Digital CS Manager calls admins of accounts above $20k ARR that did not attend.

Done when
WAU/seat ratio is above 55% for 2 consecutive weeks, or 45 days have elapsed.

How we measure success
Lift in WAU versus a 10% holdout.

Escalation
Accounts above $50k ARR with no lift by day 30 are handed to a named CSM within 2 business days.
`,
  weeksBefore: `# EBR Playbook
**Start condition:** Six weeks before the scheduled executive business review.
**Accountable:** Strategic CSM
**Process:**
1. Week -6: Strategic CSM confirms date with sponsor and agrees on one decision to be made.
2. Week -4: CSM pulls usage, ROI, and support data; data analyst validates numbers.
3. Week -2: Draft deck reviewed by CS Director.
4. Day -5: Pre-read emailed to all attendees.
5. Day 0: 60-minute EBR; decision recorded live.
6. Day +1: Summary with owners and dates emailed by CSM.
7. Day +14: CSM checks that every action has moved and updates the success plan.
**Exit criteria:** All decisions have an owner and date; customer confirms the summary.
**Metrics:** Executive attendance rate; % of actions completed in 60 days.
**Escalation:** Sponsor cancels twice → CS Director calls sponsor within 3 days.
`,
  paragraphs: `Sales-to-CS handoff. This play starts when an opportunity is marked Closed Won. The Account Executive is responsible for the handoff document and the CSM is responsible for everything after.

Within 24 hours of close, the AE completes the handoff form (goals, stakeholders, promises, risks). Within 2 business days, the AE and CSM hold a 30-minute internal call to walk through the form. By day 5, the AE introduces the CSM to the customer's sponsor and project lead by email and books the kickoff. By day 10, the CSM leads the kickoff call and confirms the goals in writing.

The handoff is complete when the customer has confirmed goals in writing and the kickoff has taken place. We track the percentage of handoffs completed within 10 days and the number of promises found later that were not in the form. If the form is incomplete after 2 days, the CSM escalates to the Sales Manager, who has 1 day to fix it.
`,
  arrows: `### QBR playbook

Trigger → 21 days before quarter end, per CRM task
Owner → CSM

1) 21 days before: pull adoption, support and outcome data (CSM)
2) 14 days before: share draft agenda with champion, ask for 2 priorities (CSM)
3) 7 days before: dry-run with manager (CSM + CS Manager)
4) Day of QBR: present outcomes, agree on max. 3 actions (CSM)
5) 2 days after: send action list (CSM)
6) 14 days after: verify action status in CRM (CSM)

Exit → action list accepted by sponsor
KPIs → sponsor attendance %, actions closed before next QBR
Escalation → sponsor no-show 2x in a row: CS Manager calls sponsor within 5 days
`,
  bulletsWithBars: `# Playbook: Single-threaded account

**Trigger**: Stakeholder count with activity in the last 90 days = 1 (Gainsight scorecard, nightly)

**Owner**: CSM

**Steps**
- **Day 0** | CSM | Check in Salesforce which users, payers and signers exist; write the names into the stakeholder map
- **Day 2** | CSM | Phone the contact and ask for two introductions, with a reason that helps the contact
- **Day 7** | CSM | Send each new person a one-page results summary by email
- **Day 14** | CSM | Hold a 45-minute meeting with the lead of the second team
- **Day 30** | CSM | Send the follow-up email with the agreed goals to all three contacts

**Exit criteria**: 3 contacts active in 90 days, one of them with budget authority
**Metric**: share of ARR hanging on one contact, monthly
**Escalation**: if introductions are refused by day 14, the CS manager writes to the signer within 5 days
`,
  capitals: `ONBOARDING PLAYBOOK (HIGH TOUCH)

TRIGGER
Opportunity stage = Closed Won in Salesforce and ACV >= $50K

OWNER
Onboarding Manager

STEPS
1. Kickoff (Day 1): Onboarding Manager runs a 60-minute kickoff, agrees the first milestone and records it in the plan.
2. Configuration (Days 2-10): Solutions Engineer sets up SSO, data import and two integrations.
3. Training (Day 14): Onboarding Manager trains 10 admins in a workshop; each finishes one task.
4. Go-live (Day 30): Solutions Engineer switches on production access.
5. Value review (Day 45): CSM presents the first milestone to the sponsor and gets a written confirmation.

EXIT
First milestone confirmed in writing and 60% of seats active.

METRICS
Median days to first milestone. Share of accounts live by day 45.

ESCALATION
Milestone slips by more than 5 days: VP CS calls the sponsor within 48 hours.
`,
  manyTables: `## Purpose
Bring accounts with unused seats back to growth before the renewal team meets them.

## Entry criteria
Seat utilisation under 60% for one quarter, renewal more than 120 days away.

## Roles
| Role | Does |
|---|---|
| CSM | Runs the play and answers for the result |
| CS Ops | Sends the usage report |

## Step by step
| Step | Action | Responsible | Deadline | Deliverable |
|---|---|---|---|---|
| 1 | Pull active users by team and mark where use stops | CS Ops | Day 0 | Report |
| 2 | Interview two heavy users and two who stopped | CSM | Day 5 | Notes |
| 3 | Agree one change with the team lead on a call | CSM | Day 10 | Change with a date |
| 4 | Compare active users with day 0 | CS Ops | Day 45 | Comparison |

## Exit
Two months of growth, or seats reduced by order form.

## KPIs
- Active users 90 days after the run against accounts without a run

## Escalation
| If | Then | By |
|---|---|---|
| No interview by day 10 | CS Manager calls the sponsor | 2 days |
`,
  yaml: `name: Champion departure
trigger: champion email bounces or CRM contact status = "left company"
owner: CSM
steps:
  - day: 0
    action: Log the departure date and renewal date in the CRM
    owner: CSM
  - day: 1
    action: Call the champion and ask who takes over
    owner: CSM
  - day: 7
    action: Meet the successor by video and write down two goals
    owner: CSM
exit_criteria: successor has confirmed one goal in writing
metrics: median days to first talk with successor
escalation: no successor by day 10 - CS manager calls the sponsor within 2 days
`,
  email: `Subject: How we run QBRs from now on

Trigger
21 days before the QBR date in the CRM.

Owner
CSM (CS manager for accounts above $500k ARR).

Timeline
D-21 CSM asks the sponsor for two decisions to be made
D-14 CSM pulls usage, tickets and results
D-7 CSM sends the pre-read, three pages
D-0 CSM runs the meeting, 45 minutes
D+2 CSM sends decisions with owners and dates
D+14 CSM checks progress on each decision and reports by email

Exit criteria
Decision list accepted by the sponsor in writing.

KPI
Share of QBRs with the decision maker present.

Escalation
Sponsor cancels twice -> CS manager phones the sponsor within 3 days.
`,
  phases: `# Recovery playbook: stalled implementation
**Trigger:** no login and no reply for 10 days during implementation (Gainsight rule "stalled_10d").
**Owner:** Implementation manager

## Phase 1: Diagnose (days 0-2)
1. Implementation manager lists the last completed milestone and what blocks the next one.
2. CSM calls the project sponsor to agree on a smaller first milestone.

## Phase 2: Restart (days 3-10)
3. Implementation manager runs a 2-hour working session on the customer's data.
4. Solutions engineer fixes the blocking integration.

## Phase 3: Confirm (day 14)
5. CSM shows the milestone to the sponsor and gets a written confirmation.

## Exit
Milestone confirmed in writing, or customer pauses in writing with a new date.

## Metrics
Share of stalled projects with a milestone within 21 days.

## Escalation
No answer within 5 days: VP CS and account executive call the signer together within 2 days.
`,
};
