import { toUtf8 } from '#kernel';

export interface LayerWords {
  readonly id?: string;
  readonly version?: string;
  readonly owner?: string;
  readonly approver?: string;
  readonly adoptedOn: string;
  /** YAML below `controls:`. */
  readonly controls?: string;
}

const CONTROLS = `  PS.2.1:
    reason: Customers check signatures by key.
    requires:
      anyOf:
        - { claim: signature, need: every artifact carries a verified signature }
        - { claim: release, need: every artifact has a verified record of its publication }
        - { claim: build-provenance, need: every artifact has verified build provenance }
  PS.3.2:
    reason: An SBOM alone is not the whole of provenance.
    cap: partial
`;

/** A layer on the shipped mapping; unless said otherwise it loosens PS.2.1 and tightens PS.3.2. */
export function layerText(words: LayerWords): Uint8Array {
  const { id = 'harbour-pace', version = '1', owner = 'Ada', approver = 'Robin Roe', controls = CONTROLS } = words;
  return toUtf8(`id: ${id}
version: '${version}'
mapping: ssdf-1.1-evidence
semantics: eval/1
conditions: cel/@marcbachmann/cel-js@8.0.0
reason: Releases go out by the month.
owner: ${owner}
approver: ${approver}
adoptedOn: '${words.adoptedOn}'
controls:
${controls}`);
}
