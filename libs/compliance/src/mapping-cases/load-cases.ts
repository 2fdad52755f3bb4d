import { parseInstant } from '#kernel';

import type { Status } from '../assessment.js';
import type { Claim } from '../claims/claim.js';
import type { Mapping } from '../framework/mapping.js';
import { YamlSource, type Path } from '../framework/yaml-source.js';
import { casesSchema, type CasesFile } from './cases-schema.js';
import type { CaseFact, MappingCase, MappingCases } from './cases.js';

/**
 * Reads the cases of a mapping; `file` is its name for messages. Every name in it is known, no control has two statuses
 * in one case, and no case expects what `never` excludes.
 * @throws ParseError CASES_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function loadCases(text: string, file: string, mapping: Mapping): MappingCases {
  const source = new YamlSource(text, file);
  return new CasesLoader(source, source.read(casesSchema, 'CASES_INVALID'), mapping).load();
}

type CaseEntry = CasesFile['cases'][number];

class CasesLoader {
  readonly #facts: ReadonlyMap<string, CaseFact>;
  readonly #controls: ReadonlySet<string>;
  readonly #loaded = new Map<string, MappingCase>();

  constructor(
    private readonly source: YamlSource,
    private readonly file: CasesFile,
    private readonly mapping: Mapping,
  ) {
    this.#facts = new Map(Object.entries(file.facts).map(([name, fact]) => [name, factOf(name, fact)]));
    this.#controls = new Set(Object.keys(mapping.controls));
  }

  load(): MappingCases {
    const { id, mapping, asOf, cases } = this.file;
    if (mapping !== this.mapping.id) this.#refuse(['mapping'], `these cases are not for mapping ${this.mapping.id}`);
    const never = this.#never();
    cases.forEach((entry, index) => {
      const one = this.#case(['cases', index], entry);
      for (const [control, status] of one.expect) {
        if (never.get(control)?.has(status) === true) {
          this.#refuse(['cases', index, 'expect'], `${control} is never ${status}, says the list below`);
        }
      }
      this.#loaded.set(one.name, one);
    });
    return { id, mapping, asOf: parseInstant(asOf), cases: [...this.#loaded.values()], never };
  }

  #case(path: Path, entry: CaseEntry): MappingCase {
    if (this.#loaded.has(entry.name)) this.#refuse([...path, 'name'], 'another case has this name');
    const without = new Set(this.#named(path, 'without', entry).map(({ name }) => name));
    return {
      name: entry.name,
      given: this.#named(path, 'given', entry).filter(({ name }) => !without.has(name)),
      rejected: this.#named(path, 'rejected', entry),
      unverified: this.#named(path, 'unverified', entry),
      signer: entry.signer ?? 'outside',
      untimed: entry.untimed ?? false,
      decided: entry.decided ?? [],
      population: entry.population ?? 'independent',
      more: entry.more ?? [],
      daysLater: entry.daysLater ?? 0,
      expect: new Map([...this.#expectedLike(path, entry.like), ...this.#expected([...path, 'expect'], entry.expect)]),
    };
  }

  #expectedLike(path: Path, like: string | undefined): MappingCase['expect'] {
    if (like === undefined) return new Map();
    const other = this.#loaded.get(like);
    return other?.expect ?? this.#refuse([...path, 'like'], `no case before this one is named "${like}"`);
  }

  #expected(path: Path, expect: CaseEntry['expect']): ReadonlyMap<string, Status> {
    const expected = new Map<string, Status>();
    for (const [status, names] of statusesIn(expect)) {
      for (const control of this.#controlsNamed([...path, status], names)) {
        if (expected.has(control)) this.#refuse([...path, status], `${control} stands under two statuses`);
        expected.set(control, status);
      }
    }
    return expected;
  }

  #never(): ReadonlyMap<string, ReadonlySet<Status>> {
    const never = new Map<string, Set<Status>>();
    for (const [status, names] of statusesIn(this.file.never ?? {})) {
      for (const control of this.#controlsNamed(['never', status], names)) {
        never.set(control, (never.get(control) ?? new Set()).add(status));
      }
    }
    return never;
  }

  #named(path: Path, key: 'given' | 'without' | 'rejected' | 'unverified', entry: CaseEntry): readonly CaseFact[] {
    return expanded(entry[key] ?? '', this.file.sets).map(
      (name) => this.#facts.get(name) ?? this.#refuse([...path, key], `there is no fact and no set ${name}`),
    );
  }

  #controlsNamed(path: Path, names: string): readonly string[] {
    const controls = expanded(names, this.file.groups);
    const unknown = controls.find((control) => !this.#controls.has(control));
    if (unknown !== undefined) this.#refuse(path, `there is no control and no group ${unknown}`);
    return controls;
  }

  #refuse(path: Path, reason: string): never {
    throw this.source.refusal(path, 'CASES_INVALID', reason);
  }
}

function statusesIn(expect: CaseEntry['expect']): readonly (readonly [Status, string])[] {
  return Object.entries(expect) as [Status, string][];
}

/** Each name, or what the list of that name holds; a list holds no other lists. */
function expanded(names: string, lists: Readonly<Record<string, string>> = {}): readonly string[] {
  const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
  return words(names).flatMap((word) => (Object.hasOwn(lists, word) ? words(lists[word] ?? '') : [word]));
}

function factOf(name: string, { about, daysAgo = 1, by, claim }: CasesFile['facts'][string]): CaseFact {
  return { name, about, daysAgo, ...(by !== undefined && { by }), claim: claimOf(claim) };
}

/** Fields may be left out: a claim says what it says. A scan's counts follow from its findings where they are not given. */
function claimOf(claim: CasesFile['facts'][string]['claim']): Claim {
  if (claim.kind !== 'vulnerability-scan') return claim as unknown as Claim;
  const { findings = [] } = claim as { readonly findings?: readonly { readonly severity: string }[] };
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return {
    ...{ findings, critical: count('critical'), high: count('high'), total: findings.length },
    ...claim,
  } as unknown as Claim;
}
