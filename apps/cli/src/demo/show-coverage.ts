import { packageFrameworks } from '#platform';
import { visibleText } from '#reporting';

import type { ApiClient } from '../client/api-client.js';
import type { Terminal } from '../terminal/terminal.js';
import type { DemoWorld } from './demo-world.js';
import { countStatuses, printBeside, printCoverage } from './print-coverage.js';
import { assess, statusesBy } from './stock-organization.js';

/** The flagship task by task; the other releases in a line each, since the sample has every status somewhere. */
export async function showCoverage(terminal: Terminal, administrator: ApiClient, world: DemoWorld): Promise<void> {
  const { catalog, mapping } = packageFrameworks().current();
  const { flagship, organization } = world;
  const coverage = await assess(administrator, flagship);
  const { artifacts, populationSource, slsaBuildLevel, results, asOf } = coverage;
  const name = visibleText(`${flagship.product} ${flagship.version}`);
  terminal.out(`\n${organization.synthetic ? 'SYNTHETIC  ' : ''}${name}: SSDF 1.1 coverage as of ${asOf}`);
  terminal.out(
    `${artifacts === 1 ? '1 artifact' : `${artifacts} artifacts`}, ${populationSource} · SLSA Build L${slsaBuildLevel}`,
  );
  printBeside(
    terminal,
    '',
    `NIST sets no thresholds; these were adopted on ${mapping.adoptedOn} by ${mapping.adoptedBy}.`,
  );
  terminal.out('');
  printCoverage(terminal, catalog, results);
  terminal.out('');
  printBeside(terminal, `${results.length} tasks: `, countStatuses(results));
  await showOthers(terminal, administrator, flagship);
  for (const release of otherReleases(world)) {
    const other = await assess(administrator, release);
    const title = visibleText(`${release.product} ${release.version}`).padEnd(OTHER_WIDTH);
    printBeside(terminal, `${title}  `, countStatuses(other.results));
  }
}

/** The same release by every other framework that it is judged by, in a line each. */
async function showOthers(terminal: Terminal, client: ApiClient, release: DemoWorld['flagship']): Promise<void> {
  const frameworks = packageFrameworks();
  const [, ...others] = frameworks.standing();
  for (const id of others) {
    const results = await statusesBy(client, release, id);
    const { title, version } = frameworks.catalog(id);
    printBeside(terminal, `${title} ${version}: `, countStatuses(results));
  }
}

const OTHER_WIDTH = 22;

function otherReleases({ products, flagship }: DemoWorld) {
  return products
    .flatMap(({ slug, releases }) => releases.map(({ version }) => ({ product: slug, version })))
    .filter(({ product, version }) => product !== flagship.product || version !== flagship.version);
}
