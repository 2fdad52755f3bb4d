import { PLAN_PROBLEMS, type PlanItem } from '#compliance';

import { stateWords } from '../plan-words.js';
import type { Report, ReportDecision } from '../report.js';
import { evidenceAnchor } from './anchors.js';
import { html, type Markup } from './html.js';

/** What people decided and stated, and what they plan: none of it was found out by a machine. */
export function decisionsAndPlans({ decisions, plans }: Report): Markup {
  return html`<section id="decisions">
    <h2>Waivers, statements and plans</h2>
    ${decisions.length === 0 ? html`<p>No statement, waiver or decision by a person bears on this release.</p>` : decisionTable(decisions)}
    ${plans.length === 0 ? html`<p>No plan of action is open.</p>` : planTable(plans)}
  </section>`;
}

function decisionTable(decisions: readonly ReportDecision[]): Markup {
  return html`<div class="wide">
    <table class="rows">
      <caption>
        Statements by people: self-attested, waived, not applicable
      </caption>
      <thead>
        <tr>
          <th scope="col">Tasks</th>
          <th scope="col">Kind</th>
          <th scope="col">Statement</th>
          <th scope="col">By</th>
          <th scope="col">Valid</th>
        </tr>
      </thead>
      <tbody>
        ${decisions.map(
          (decision) =>
            html`<tr>
              <th scope="row">${decision.controls.join(', ')}</th>
              <td>${decision.kind}</td>
              <td>${decision.text}</td>
              <td>${decision.by}</td>
              <td class="num">
                ${decision.from.slice(0, 10)}
                ${decision.until === undefined ? 'until withdrawn' : `to ${decision.until.slice(0, 10)}`}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Plans of action that are not completed: what is weak, what is done meanwhile, and until when it shall be mended. */
function planTable(plans: readonly PlanItem[]): Markup {
  return html`<div class="wide">
    <table class="rows">
      <caption>
        Plan of action and milestones: what is promised changes no status
      </caption>
      <thead>
        <tr>
          <th scope="col">Task</th>
          <th scope="col">Item</th>
          <th scope="col">Weakness, and what is done meanwhile</th>
          <th scope="col">Owner</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        ${plans.map(planRow)}
      </tbody>
    </table>
  </div>`;
}

function planRow(item: PlanItem): Markup {
  const { id, plan, evidence, late, problems } = item;
  return html`<tr>
    <th scope="row">${plan.control}</th>
    <td><a href="#${evidenceAnchor(evidence)}">${id}</a></td>
    <td>${plan.weakness} <span class="quiet">${plan.mitigation}</span></td>
    <td>${plan.owner}</td>
    <td>
      ${stateWords(item)}
      <span class="quiet">${late} of ${plan.milestones.length} milestones late</span>
      ${problems.map((problem) => html`<br />${PLAN_PROBLEMS[problem]}`)}
    </td>
  </tr>`;
}
