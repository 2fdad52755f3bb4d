/** Loosens PS.2.1 and tightens PS.3.2 of the shipped mapping. */
export const LOOSENING_LAYER = `id: harbour-pace
version: '1.0.0'
mapping: ssdf-1.1-evidence
semantics: eval/1
conditions: cel/@marcbachmann/cel-js@8.0.0
reason: Releases go out by the month.
owner: Kim Doe
approver: Robin Roe
adoptedOn: '2026-10-01'
controls:
  PS.2.1:
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
