/** Playbooks that a newcomer could run: nothing in them is to be mended. */
export const numbered = `# At-risk playbook for named accounts

Trigger: health score below 45 in two weekly readings, or the customer mentions cancelling in a ticket.
Owner: CSM of the account.

Steps
1. Day 0, CSM: check the score against logins and open tickets, and open a risk record with ARR and renewal date.
2. Day 1, CSM: call the main contact and ask what changed in the last 30 days.
3. Day 2, CS manager: meet support and product for 30 minutes and name one cause.
4. Day 5, CSM: hold a video call with the sponsor and agree on three actions with owners and dates.
5. Day 10, CSM: email the sponsor the state of each action: done, late or dropped.
6. Day 21, CSM: call the sponsor, compare logins with day 0 and close the run.

Exit criteria: health 60 or above in two weekly readings, or a written notice on file with its reason.
Metrics: share of runs still paying 180 days later; median days from trigger to the first call.
Escalation: no answer for 3 days, the CS manager calls the sponsor within 1 day; ARR above $250k, the VP of CS joins on day 5.
`;

export const markdownTable = `# Champion change

**Trigger:** mail to the champion bounces, or the champion announces a last day.
**Owner:** CSM

| # | When | Who | Action | Channel | Output |
|---|------|-----|--------|---------|--------|
| 1 | Day 0 | CSM | Ask the champion for the successor's name and for an introduction | Phone | Name and date of the talk |
| 2 | Day 1 | CSM | Send the other contacts one page of results | Email | One answer |
| 3 | Day 3 | Executive sponsor | Ask the budget holder whether the goal still stands | Phone | Goal confirmed or changed |
| 4 | Day 7 | CSM | Meet the successor and write down two goals | Video call | Two goals |
| 5 | Day 14 | CSM | Follow up by email with the two goals and the revised success plan | Email | Plan accepted |
| 6 | Day 28 | CS manager | Decide from the usage report whether the account joins the risk list | Report | Decision |

| Part | What it says |
|---|---|
| Exit | The successor confirmed a goal in writing |
| Metric | Median days from departure to the first talk with the successor |
| Escalation | No successor by day 7: the executive sponsor calls within 24 hours |
`;

export const proseHeadings = `## When to run it
Run this when fewer than half of the bought seats were active in each of the last three months and the renewal is
more than 120 days away.

## Who runs it
The pool CSM runs it. The digital CSM sends the mails.

## What happens
On day 0 the pool CSM exports active users by team and marks the team where use stops. On day 3 she emails the
administrator that list and asks for one sentence on each empty team. Within ten days she calls the lead of the
largest empty team and agrees on one task to try. On day 30 the digital CSM sends the numbers before and after.

## When it is over
It is over when a second team has used the product in two months running, or when the customer has reduced its
seats in writing.

## How we know it works
Share of accounts with more active users 90 days later, beside flat accounts that had no run.

## If it stalls
No reply for 14 days: the CS manager writes to the signer within 2 days.
`;

export const dayHeadings = `# Onboarding playbook (low touch)

## Purpose
Help new customers to a first result without tying up a person for each of them.

## Trigger
CRM stage moves to Closed Won and ARR is under $15,000.

## Owner
Pool CSM; the onboarding specialist does the technical steps.

## Timeline and steps

### Day 0 - Welcome
- The pool CSM sends the welcome email with the first task and a link to the next webinar.

### Day 3 - First login
- If nobody has logged in, the pool CSM calls the administrator and books a seat in the webinar.

### Week 2 - First task
- The onboarding specialist runs the group webinar in which each account finishes one import.
- The pool CSM checks in the CRM that the import is marked as done.

### Day 30 - Close
- The pool CSM calls the administrator, reviews the import and records the first result.

## Exit criteria
- First import finished and confirmed by the customer
- 60% of seats active, or a reason recorded for each empty seat

## Success metrics
- Median days from signature to the first import
- Share of accounts that meet the exit criteria by day 30

## Escalation
- No login by day 10: the CS manager emails the signer within 2 business days.
`;

export const boldList = `**Renewal playbook: 120 days**

- **Trigger:** 120 days before the opt-out deadline in the CRM
- **Owner:** Renewals manager
- **Steps:**
  - T-120: Renewals manager reads the contract and notes price, notice period and signer in the CRM
  - T-90: CSM reviews the results with the sponsor by video and asks for the intention
  - T-60: Renewals manager sends the offer by email and books the pricing call
  - T-30: Renewals manager agrees price and term with procurement
  - T-14: Legal sends the final document for signature
- **Exit:** signed order or written notice on file
- **Metric:** gross renewal rate on ARR due, by quarter
- **Escalation:** no answer at T-45, the VP of Sales calls the sponsor within 2 days
`;

export const nestedDetails = `Escalation Playbook

Trigger: a severity-one ticket is open for more than 8 hours, or an executive of the customer complains.

Steps:
1. Name one owner and one voice to the customer
   - Owner: CS manager
   - When: within 1 hour
   - Output: three names in the incident channel
2. Call the customer's lead and repeat the damage in the lead's own words
   - Owner: CS manager
   - When: within 2 hours
3. Send the written status with the workaround and the hour of the next news
   - Owner: CSM
   - When: day 1
4. Explain the cause on a video call and hand over the written account of it
   - Owner: VP of Engineering
   - When: day 14

Done when: the person who complained confirms in writing that it works.
KPIs: hours from trigger to the first call; share of promised news that came on time.
Escalate: no date for the fix by day 2, the VP of Customer Success and the VP of Engineering decide within 1 day.
`;

export const plainParagraph = `This playbook starts when the survey answer is 9 or 10 and one result is confirmed. The CSM owns it.
On day 0 the CSM checks open tickets and the renewal date. On day 2 the CSM phones the contact and writes down the
sentence the contact uses. On day 7 the CSM emails one request that takes 15 minutes. On day 20 customer marketing sends
the draft for approval. It ends when the favour is approved or declined in writing. We measure references ready for
sales by industry. If the customer has not answered by day 30, the CSM closes the request and the CS manager decides
within 5 days whether to ask again.
`;

export const withTemplate = `# Expansion playbook

## Trigger
Seat use at 85% or more for 30 days and no open severity-one ticket.

## Responsible
Account manager, with the CSM for the facts.

## Actions
1. Day 0 - CSM checks health, tickets and the last confirmed result in the CRM.
2. Day 2 - CSM emails the champion the seat report and asks about hiring plans.

> Hi, just checking in! Let me know if you want to touch base soon.

3. Day 7 - Account manager presents the price for 20 more seats in a 30-minute call.
4. Day 21 - Account manager sends the order form for signature.

\`\`\`text
Hi, following up as discussed. Happy to help as needed.
\`\`\`

## Exit
Order signed, or declined in writing with the date to ask again.

## KPI
Expansion ARR still paid 12 months later.

## Escalation path
No decision 14 days after the offer: sales manager and CS manager agree on the next step within 3 days.
`;

export const goodTexts = {
  numbered,
  markdownTable,
  proseHeadings,
  dayHeadings,
  boldList,
  nestedDetails,
  plainParagraph,
  withTemplate,
};
