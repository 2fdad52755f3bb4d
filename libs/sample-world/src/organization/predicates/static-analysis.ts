import type { TypedPredicate } from '../statement.js';

/** A SARIF 2.1.0 report without results, in the predicate that Witness made for it. */
export function sarifReport(analyser: string, configuration: string): TypedPredicate {
  return {
    predicateType: 'https://witness.dev/attestations/sarif/v0.1',
    predicate: {
      reportFileName: `${analyser}.sarif`,
      reportDigestSet: { sha256: configuration },
      report: {
        $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
        version: '2.1.0',
        runs: [
          {
            tool: { driver: { name: analyser, version: '7.3.0', rules: [] } },
            invocations: [{ executionSuccessful: true }],
            results: [],
          },
        ],
      },
    },
  };
}
