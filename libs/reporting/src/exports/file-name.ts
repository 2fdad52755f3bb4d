import type { Report } from '../report.js';

const LONGEST_PART = 60;

/** What a file of an export is called: `checkout-4.2.0-ssdf-1.1.csv`, harmless whatever the release is called. */
export function exportFileName({ scope, catalog }: Pick<Report, 'scope' | 'catalog'>, extension: string): string {
  return [scope.product, scope.release, catalog.id].map(harmless).join('-') + extension;
}

function harmless(part: string): string {
  return (
    part
      .replace(/[^A-Za-z0-9._]+/g, '-')
      .replace(/^[-.]+/, '')
      .slice(0, LONGEST_PART) || 'x'
  );
}
