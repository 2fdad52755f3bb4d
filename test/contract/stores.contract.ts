import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { AttestationRecord, EvidenceId, Stores, UnitOfWork } from '#application';
import { CompactRange, leafHash, type Instant, type SubjectDigest } from '#kernel';

import {
  buildAssessment,
  buildConclusion,
  buildDigest,
  buildDraft,
  buildEvidence,
  buildFelled,
  buildFact,
  buildFinding,
  buildId,
  buildKeepingRecord,
  buildKeepingRun,
  buildManifest,
  buildRelease,
  buildRule,
  buildVerdict,
  FRAMEWORK,
  keepAttestation,
  minute,
  seedRelease,
  seedTenant,
  type Tenant,
} from '../support/records.js';
import { walk } from '../support/walk.js';

const NOW = { framework: FRAMEWORK };

function signedAt(at: Instant, made: ReturnType<typeof buildDraft>): ReturnType<typeof buildDraft> {
  return { ...made, signature: { ...made.signature, signedAt: at } };
}

/** What every implementation of the stores owes the use cases. */
export function storesContract(name: string, open: () => Promise<UnitOfWork>): void {
  describe(`stores in ${name}`, () => {
    let unitOfWork: UnitOfWork;
    let tenant: Tenant;
    const run = <T>(work: (stores: Stores) => Promise<T>) => unitOfWork.run(tenant.id, work);

    beforeAll(async () => {
      unitOfWork = await open();
    });
    beforeEach(async () => {
      tenant = await seedTenant(unitOfWork);
    });

    describe('organizations', () => {
      it('keeps an organization once', async () => {
        expect(await run(({ organizations }) => organizations.current())).toEqual(tenant.record);
        await expect(run(({ organizations }) => organizations.create(tenant.record))).rejects.toMatchObject({
          code: 'ORGANIZATION_EXISTS',
        });
      });

      it('knows no organization where none was made', async () => {
        const stranger = buildId<Tenant['id']>();
        expect(await unitOfWork.run(stranger, ({ organizations }) => organizations.current())).toBeUndefined();
      });

      it('finds principals by id and answers nothing for what is no id', async () => {
        const ids = [tenant.principal, 'nobody' as Tenant['principal']];
        expect(await run(({ organizations }) => organizations.principals(ids))).toEqual([
          { id: tenant.principal, kind: 'person', name: 'Ada' },
        ]);
      });

      it('ends a token once', async () => {
        const token = buildToken(tenant);
        await run(({ organizations }) => organizations.addToken(token));
        const revoke = (id: string) => run(({ organizations }) => organizations.revokeToken(id, minute(3)));
        expect([await revoke(token.id), await revoke(token.id), await revoke('no id')]).toEqual([true, false, false]);
        const page = await run(({ organizations }) => organizations.tokens({ first: 10 }));
        expect(page.items.map(({ node }) => node)).toEqual([{ ...token, revokedAt: minute(3) }]);
      });
    });

    describe('products and releases', () => {
      it('keeps a slug and a version once', async () => {
        await run(async (stores) => {
          const { product, release } = await seedRelease(stores);
          expect(await stores.products.create({ ...product, id: buildId() })).toBe('known');
          expect(await stores.releases.create({ ...release, id: buildId() })).toBe('known');
          expect(await stores.products.bySlug(product.slug)).toEqual(product);
          expect(await stores.products.byIds([product.id])).toEqual([product]);
          expect(await stores.releases.find(product.slug, release.version)).toEqual(release);
          expect(await stores.releases.byIds([release.id])).toEqual([release]);
        });
      });

      it('finds the releases a decision speaks about', async () => {
        await run(async (stores) => {
          const { product, release } = await seedRelease(stores);
          const second = buildRelease(product, '2.0.0');
          await stores.releases.create(second);
          const other = (await seedRelease(stores)).release;
          const ids = async (scope: Parameters<typeof stores.releases.inScope>[0]) =>
            walk((page) => stores.releases.inScope(scope, page), 1);
          expect(await ids({})).toEqual([release.id, second.id, other.id]);
          expect(await ids({ product: product.slug })).toEqual([release.id, second.id]);
          expect(await ids({ product: product.slug, release: '2.0.0' })).toEqual([second.id]);
          expect(await walk((page) => stores.releases.list(page, { product: product.id }), 1)).toEqual([
            release,
            second,
          ]);
          expect(await walk((page) => stores.products.list(page), 1)).toHaveLength(2);
        });
      });

      it('lets the best verified manifest speak: independent, then signed, then declared, then the newest', async () => {
        await run(async (stores) => {
          const { release } = await seedRelease(stores);
          const speaks = async () => (await stores.releases.manifests([release.id])).get(release.id)?.evidence;
          const keep = async (over: Parameters<typeof buildManifest>[1]) => {
            const item = await settle(stores, tenant);
            await stores.releases.keepManifest(release.id, buildManifest(item, over));
            return item.digest;
          };
          expect(await speaks()).toBeUndefined();
          const declared = await keep({ issuedAt: minute(1) });
          expect(await speaks()).toBe(declared);
          const newer = await keep({ issuedAt: minute(2) });
          expect(await speaks()).toBe(newer);
          const independent = await keep({ source: 'independent', issuedAt: minute(1) });
          expect(await speaks()).toBe(independent);
          await keep({ source: 'signed-manifest', issuedAt: minute(3) });
          expect(await speaks()).toBe(independent);
        });
      });

      it('stops listening to a manifest whose evidence is no longer verified', async () => {
        await run(async (stores) => {
          const { release } = await seedRelease(stores);
          const item = await settle(stores, tenant);
          await stores.releases.keepManifest(release.id, buildManifest(item));
          const verdict = buildVerdict(item.digest, {
            outcome: 'rejected',
            policy: buildDigest('policy 2'),
            rules: [],
          });
          await stores.evidence.conclude([{ evidence: item.id, verdict, facts: [], findings: [] }], minute(9));
          expect((await stores.releases.manifests([release.id])).size).toBe(0);
        });
      });

      it('tells which releases a digest touches: by artifact, by stated revision, by noted revision', async () => {
        await run(async (stores) => {
          const { release } = await seedRelease(stores);
          const item = await settle(stores, tenant);
          const stated: SubjectDigest = `gitCommit:${'a'.repeat(40)}`;
          const noted: SubjectDigest = `gitCommit:${'b'.repeat(40)}`;
          await stores.releases.keepManifest(release.id, buildManifest(item, { revisions: [stated] }));
          expect(await stores.releases.noteRevisions(release.id, [noted, noted])).toBe(1);
          expect(await stores.releases.noteRevisions(release.id, [noted, noted])).toBe(0);
          for (const digest of [...item.subjects, stated, noted]) {
            expect(await stores.releases.touchedBy([digest])).toEqual([release.id]);
          }
          expect(await stores.releases.touchedBy([`gitCommit:${'c'.repeat(40)}`])).toEqual([]);
        });
      });

      it('pages through the artifacts of a manifest', async () => {
        await run(async (stores) => {
          const { release } = await seedRelease(stores);
          const item = await settle(stores, tenant);
          const artifacts = ['a', 'b', 'c'].map((name) => ({ name, digests: [buildDigest(name) as SubjectDigest] }));
          await stores.releases.keepManifest(release.id, buildManifest(item, { artifacts }));
          expect(await walk((page) => stores.releases.artifacts(release.id, page), 2)).toEqual(artifacts);
        });
      });
    });

    describe('trust', () => {
      it('replaces the rule of the same id and retires it once', async () => {
        const [old, next] = [buildRule(tenant), buildRule(tenant, { teamControlled: true })];
        await run(({ trust }) => trust.putRule(old));
        await run(({ trust }) => trust.putRule(next));
        expect(await run(({ trust }) => trust.rules())).toEqual([next]);
        expect(await run(({ trust }) => trust.retireRule(next.rule.id, minute(4)))).toBe(true);
        expect(await run(({ trust }) => trust.retireRule(next.rule.id, minute(4)))).toBe(false);
        expect(await run(({ trust }) => trust.rules())).toEqual([]);
      });

      it('keeps a trust root once, byte for byte', async () => {
        const bytes = Uint8Array.of(0, 1, 255);
        const root = { name: 'seed', digest: buildDigest('r'), bytes, source: 'seed', addedAt: minute(1) } as const;
        expect(await run(({ trust }) => trust.addRoot(root))).toBe('added');
        expect(await run(({ trust }) => trust.addRoot(root))).toBe('known');
        expect(await run(({ trust }) => trust.roots())).toEqual([root]);
      });
    });

    describe('evidence', () => {
      it('adds each digest once, whatever id it comes with, and one leaf for it', async () => {
        const item = buildEvidence(tenant);
        const again = { ...item, id: buildId<EvidenceId>() };
        const other = buildEvidence(tenant);
        expect(await run(({ evidence }) => evidence.add([item, again]))).toEqual([
          { digest: item.digest, id: item.id, outcome: 'added' },
          { digest: item.digest, id: item.id, outcome: 'known' },
        ]);
        expect(await run(({ evidence }) => evidence.add([again, other]))).toEqual([
          { digest: item.digest, id: item.id, outcome: 'known' },
          { digest: other.digest, id: other.id, outcome: 'added' },
        ]);
        expect(await run(({ intake }) => intake.pending())).toBe(2);
      });

      it('settles a race for the same digests: each is added once, and everybody is told the same id', async () => {
        const digests = ['x', 'y', 'z'].map((seed) => buildDigest(`${tenant.id} ${seed}`));
        const batches = Array.from({ length: 6 }, (_, turn) =>
          (turn % 2 === 0 ? digests : digests.toReversed()).map((digest) => buildEvidence(tenant, { digest })),
        );
        const answers = (await Promise.all(batches.map((batch) => run(({ evidence }) => evidence.add(batch))))).flat();
        expect(answers.filter(({ outcome }) => outcome === 'added')).toHaveLength(3);
        expect(new Set(answers.map(({ id }) => id)).size).toBe(3);
        expect(await run(({ intake }) => intake.pending())).toBe(3);
      });

      it('reads back what was added, by id and by digest', async () => {
        const { leaf, ...item } = buildEvidence(tenant);
        await run(({ evidence }) => evidence.add([{ ...item, leaf }]));
        const expected = [{ ...item, state: 'stored' }];
        expect(await run(({ evidence }) => evidence.byIds([item.id]))).toEqual(expected);
        expect(await run(({ evidence }) => evidence.byDigests([item.digest]))).toEqual(expected);
        expect(await run(({ evidence }) => evidence.byIds(['no id' as EvidenceId]))).toEqual([]);
      });

      it('lists by state, kind, outcome, subject and release, in order of arrival', async () => {
        await run(async (stores) => {
          const stored = buildEvidence(tenant, { kind: 'sbom' });
          await stores.evidence.add([stored]);
          const settled = await settle(stores, tenant);
          const { release } = await seedRelease(stores);
          await stores.releases.keepManifest(release.id, buildManifest(settled));
          const ids = async (filter: Parameters<typeof stores.evidence.list>[1]) =>
            (await walk((page) => stores.evidence.list(page, filter), 1)).map(({ id }) => id);
          expect(await ids({})).toEqual([stored.id, settled.id]);
          expect(await ids({ state: 'stored' })).toEqual([stored.id]);
          expect(await ids({ kind: 'sbom' })).toEqual([stored.id]);
          expect(await ids({ outcome: 'verified' })).toEqual([settled.id]);
          expect(await ids({ subject: stored.subjects[0]! })).toEqual([stored.id]);
          expect(await ids({ release: release.id })).toEqual([settled.id]);
          expect(await ids({ release: release.id, state: 'stored' })).toEqual([]);
          expect(await stores.evidence.idsAfter(undefined, 1)).toEqual([stored.id]);
          expect(await stores.evidence.idsAfter(stored.id, 5)).toEqual([settled.id]);
        });
      });

      it.each([
        [{ first: 0 }, 'PAGE_SIZE'],
        [{ first: 101 }, 'PAGE_SIZE'],
        [{ first: 1.5 }, 'PAGE_SIZE'],
        [{ first: 1, after: 'bm90IGEga2V5' }, 'CURSOR_INVALID'],
        [{ first: 1, after: '' }, 'CURSOR_INVALID'],
      ])('refuses the page %j', async (page, code) => {
        await expect(run(({ evidence }) => evidence.list(page, {}))).rejects.toMatchObject({ kind: 'invalid', code });
      });

      it('settles evidence with its verdict, and the same conclusion twice is one', async () => {
        const item = buildEvidence(tenant);
        const conclusion = buildConclusion(item);
        await run(({ evidence }) => evidence.add([item]));
        await run(({ evidence }) => evidence.conclude([conclusion], minute(3)));
        await run(({ evidence }) => evidence.conclude([conclusion], minute(4)));
        const [record] = await run(({ evidence }) => evidence.byIds([item.id]));
        expect(record).toMatchObject({ state: 'settled', verdict: conclusion.verdict });
        expect((await about(run, item.subjects)).facts).toEqual(conclusion.facts);
      });

      it('speaks only with the current verdict: a change of trust takes facts away and brings them back', async () => {
        const item = buildEvidence(tenant);
        const verified = buildConclusion(item);
        const rejected = {
          evidence: item.id,
          verdict: buildVerdict(item.digest, { outcome: 'rejected', policy: buildDigest('policy 2'), rules: [] }),
          facts: [],
          findings: [buildFinding(item.digest, [{ kind: 'digests', digests: item.subjects }])],
        } as const;
        await run(({ evidence }) => evidence.add([item]));
        await run(({ evidence }) => evidence.conclude([verified], minute(3)));
        await run(({ evidence }) => evidence.conclude([rejected], minute(4)));
        expect(await about(run, item.subjects)).toEqual({ facts: [], findings: rejected.findings });
        await run(({ evidence }) => evidence.conclude([verified], minute(5)));
        expect(await about(run, item.subjects)).toEqual({ facts: verified.facts, findings: [] });
      });

      it('does not let an earlier conclusion that arrives late take the place of a later one', async () => {
        const item = buildEvidence(tenant);
        const later = buildConclusion(item, {
          verdict: buildVerdict(item.digest, { policy: buildDigest('policy 2') }),
        });
        await run(({ evidence }) => evidence.add([item]));
        await run(({ evidence }) => evidence.conclude([later], minute(4)));
        await run(({ evidence }) => evidence.conclude([buildConclusion(item)], minute(3)));
        const [record] = await run(({ evidence }) => evidence.byIds([item.id]));
        expect(record?.verdict?.policy).toBe(buildDigest('policy 2'));
      });

      it('finds what is about a release by any digest, by name, by product and by organization, and nothing else', async () => {
        const item = buildEvidence(tenant);
        const [one, two] = [buildDigest('one'), buildDigest('two')] as SubjectDigest[];
        const mine = [
          buildFact(item.digest, { kind: 'digests', digests: [one!, two!] }),
          buildFact(item.digest, { kind: 'organization' }),
          buildFact(item.digest, { kind: 'product', product: 'app' }),
          buildFact(item.digest, { kind: 'release', product: 'app', release: '1.0' }),
        ];
        const others = [
          buildFact(item.digest, { kind: 'digests', digests: [buildDigest('three')] }),
          buildFact(item.digest, { kind: 'product', product: 'lib' }),
          buildFact(item.digest, { kind: 'release', product: 'app', release: '2.0' }),
          buildFact(item.digest, { kind: 'repository', uri: 'app' }),
        ];
        await run(({ evidence }) => evidence.add([item]));
        const conclusion = buildConclusion(item, { facts: [...mine, ...others] });
        await run(({ evidence }) => evidence.conclude([conclusion], minute(3)));
        const scope = { product: 'app', release: '1.0', digests: [two!, one!] };
        expect((await run(({ evidence }) => evidence.about(scope))).facts).toEqual(mine);
      });

      it('keeps what hostile bytes say about themselves: NUL characters, lone surrogates, endless names', async () => {
        const item = buildEvidence(tenant);
        const hostile = 'a\0b\ud800';
        const conclusion = buildConclusion(item, {
          verdict: buildVerdict(item.digest, {
            outcome: 'rejected',
            rules: [],
            checks: [{ rung: 'subject', outcome: 'failed', found: hostile }],
          }),
          facts: [],
          findings: [
            buildFinding(item.digest, [
              { kind: 'product', product: hostile },
              { kind: 'release', product: 'x'.repeat(100_000), release: '1' },
              { kind: 'organization' },
            ]),
          ],
        });
        await run(({ evidence }) => evidence.add([item]));
        await run(({ evidence }) => evidence.conclude([conclusion], minute(3)));
        const [record] = await run(({ evidence }) => evidence.byIds([item.id]));
        expect(record?.verdict).toEqual(conclusion.verdict);
        expect((await about(run, [])).findings).toEqual(conclusion.findings);
      });

      it('counts attempts, sets aside with the reason, and takes back once', async () => {
        const item = buildEvidence(tenant);
        const failure = { code: 'INTERNAL', message: 'it broke' };
        await run(({ evidence }) => evidence.add([item]));
        expect(await run(({ evidence }) => evidence.recordFailure(item.id, failure, false))).toBe(1);
        expect((await run(({ evidence }) => evidence.byIds([item.id])))[0]).toMatchObject({
          state: 'stored',
          failure: { ...failure, attempts: 1 },
        });
        expect(await run(({ evidence }) => evidence.recordFailure(item.id, failure, true))).toBe(2);
        expect((await run(({ evidence }) => evidence.byIds([item.id])))[0]?.state).toBe('quarantined');
        expect(await run(({ evidence }) => evidence.counts())).toEqual({ stored: 0, settled: 0, quarantined: 1 });
        expect(await run(({ evidence }) => evidence.release(item.id))).toBe(true);
        expect(await run(({ evidence }) => evidence.release(item.id))).toBe(false);
        const [record] = await run(({ evidence }) => evidence.byIds([item.id]));
        expect(record?.state).toBe('stored');
        expect(record).not.toHaveProperty('failure');
      });

      it('forgets failures when it is settled after all', async () => {
        const item = buildEvidence(tenant);
        await run(({ evidence }) => evidence.add([item]));
        await run(({ evidence }) => evidence.recordFailure(item.id, { code: 'INTERNAL', message: '' }, true));
        await run(({ evidence }) => evidence.conclude([buildConclusion(item)], minute(3)));
        const [record] = await run(({ evidence }) => evidence.byIds([item.id]));
        expect(record?.state).toBe('settled');
        expect(record).not.toHaveProperty('failure');
      });

      it('names what touches a digest, with its place in the intake log where it has one', async () => {
        const shared = buildDigest('shared') as SubjectDigest;
        const [first, second] = [
          buildEvidence(tenant, { subjects: [shared] }),
          buildEvidence(tenant, { subjects: [shared] }),
        ];
        await run(({ evidence }) => evidence.add([first, second, buildEvidence(tenant)]));
        await run(({ intake }) => intake.append([{ evidence: first.id, index: 0 }], []));
        expect(await run(({ evidence }) => evidence.touching([shared]))).toEqual([
          { id: first.id, digest: first.digest, state: 'stored', index: 0 },
          { id: second.id, digest: second.digest, state: 'stored' },
        ]);
      });
    });

    describe('assessments and attestations', () => {
      it('keeps an assessment once and in full, and makes it the current one', async () => {
        await run(async (stores) => {
          const { release } = await seedRelease(stores);
          const record = buildAssessment(release);
          await stores.assessments.keep(record);
          await stores.assessments.keep(record);
          expect(await stores.assessments.byInput(record.input)).toEqual(record);
          expect((await stores.assessments.current([release.id], NOW)).get(release.id)).toEqual(record);
        });
      });

      it('leaves a later assessment in its place', async () => {
        await run(async (stores) => {
          const { release } = await seedRelease(stores);
          const current = buildAssessment(release, { asOf: minute(5) });
          await stores.assessments.keep(current);
          await stores.assessments.keep(buildAssessment(release, { asOf: minute(4), knownAt: minute(9) }));
          expect((await stores.assessments.current([release.id], NOW)).get(release.id)?.input).toBe(current.input);
          const next = buildAssessment(release, { asOf: minute(6) });
          await stores.assessments.keep(next);
          expect((await stores.assessments.current([release.id], NOW)).get(release.id)?.input).toBe(next.input);
          const listed = await walk((page) => stores.assessments.list(page, { release: release.id }), 1);
          expect(listed.map(({ assessment }) => assessment.asOf)).toEqual([minute(5), minute(6), minute(4)]);
        });
      });

      it('keeps attestations in the order of their signing', async () => {
        await run(async (stores) => {
          const { release } = await seedRelease(stores);
          const assessment = buildAssessment(release);
          await stores.assessments.keep(assessment);
          const made = [1, 2, 3].map((at) => signedAt(minute(at), buildDraft(tenant, assessment)));
          const records: AttestationRecord[] = [];
          for (const each of made) records.push(await keepAttestation(stores, each));
          for (const record of records) expect(await stores.attestations.keep(record)).toBe('known');
          expect(await walk((page) => stores.attestations.list(page, { release: release.id }), 2)).toEqual(records);
          expect(await stores.attestations.byDigest(records[1]!.digest)).toEqual(records[1]);
        });
      });
    });

    describe('what a compromise fells', () => {
      const warning = buildDigest('a warning of the contract');

      it('is found by the statement, a page at a time, until it stands again', async () => {
        const items = [buildEvidence(tenant), buildEvidence(tenant), buildEvidence(tenant)];
        await run(async (stores) => {
          const { release } = await seedRelease(stores);
          await stores.evidence.add(items);
          await stores.evidence.conclude(
            items.map((item) => buildConclusion(item)),
            minute(2),
          );
          await stores.evidence.conclude(
            items.map((item) => buildFelled(item, warning)),
            minute(3),
          );
          const felled = await walk((page) => stores.compromises.evidence(warning, page), 2);
          expect(felled.map(({ digest, before, after }) => [digest, before?.outcome, after.outcome])).toEqual(
            items.map(({ digest }) => [digest, 'verified', 'rejected']),
          );
          const digests = items.map(({ digest }) => digest);
          expect(await stores.compromises.among(warning, [...digests, warning])).toEqual(digests.toSorted());
          await stores.compromises.noteRelease(release.id, digests);
          await stores.compromises.noteRelease(release.id, digests);
          expect(await walk((page) => stores.compromises.releases(warning, page), 1)).toEqual([release.id]);
          const [first] = items;
          if (first === undefined) return;
          await stores.evidence.conclude([buildConclusion(first)], minute(4));
          expect(await stores.compromises.among(warning, [first.digest])).toEqual([]);
        });
      });

      it('leads to the attestations that cite it, oldest first, each with what cites what', async () => {
        await run(async (stores) => {
          const { release } = await seedRelease(stores);
          await stores.assessments.keep(buildAssessment(release));
          const item = buildEvidence(tenant);
          await stores.evidence.add([item]);
          await stores.evidence.conclude([buildFelled(item, buildDigest('another warning'))], minute(3));
          const attested: AttestationRecord[] = [];
          for (const at of [1, 2, 3]) {
            const made = signedAt(minute(at), buildDraft(tenant, buildAssessment(release)));
            const record = await keepAttestation(stores, made);
            attested.push(record);
            await stores.compromises.noteAttestation(record.digest, [{ control: 'X.1', evidence: item.digest }]);
          }
          const list = await walk((page) => stores.compromises.attestations(buildDigest('another warning'), page), 2);
          expect(list).toEqual(
            attested.map(({ digest, signedAt }) => ({
              ...{ digest, release: release.id, signedAt },
              cites: [{ control: 'X.1', evidence: item.digest }],
            })),
          );
        });
      });
    });

    describe('the intake log', () => {
      it('grows by batches to the tree that its leaves make', async () => {
        const items = Array.from({ length: 7 }, () => buildEvidence(tenant));
        await run(({ evidence }) => evidence.add(items));
        for (const batch of [3, 1, 3]) await run((stores) => sequence(stores, batch));
        const expected = items.reduce((range, { leaf }) => range.append(leafHash(leaf)), CompactRange.empty());
        const edge = await run(({ intake }) => intake.edge());
        expect({ size: edge.size, hashes: edge.hashes }).toEqual({ size: 7, hashes: expected.hashes });
        expect(await run(({ intake }) => intake.pending())).toBe(0);
        expect(await run(({ intake }) => intake.leaves(2, 4))).toEqual(
          [2, 3].map((index) => ({ index, leaf: items[index]!.leaf })),
        );
        expect(await run(({ intake }) => intake.indicesOf([items[6]!.id]))).toEqual(new Map([[items[6]!.id, 6]]));
        expect(await run(({ intake }) => intake.nodes([{ level: 0, index: 6 }]))).toEqual([
          { level: 0, index: 6, hash: leafHash(items[6]!.leaf) },
        ]);
      });

      it('has neither gap nor twin when many sequence at once', async () => {
        const items = Array.from({ length: 12 }, () => buildEvidence(tenant));
        await run(({ evidence }) => evidence.add(items));
        await Promise.all(Array.from({ length: 6 }, () => run((stores) => sequence(stores, 2))));
        const leaves = await run(({ intake }) => intake.leaves(0, 100));
        expect(leaves.map(({ index }) => index)).toEqual(items.map((_, index) => index));
      });

      it('keeps the first checkpoint of a size and finds the latest', async () => {
        const [small, large] = [3, 5].map((size) => ({ size, note: `note ${size}`, createdAt: minute(size) }));
        await run(async ({ intake }) => {
          expect(await intake.latestCheckpoint()).toBeUndefined();
          await intake.keepCheckpoint(large!);
          await intake.keepCheckpoint(small!);
          await intake.keepCheckpoint({ ...small!, note: 'another' });
          expect(await intake.latestCheckpoint()).toEqual(large);
          expect(await intake.checkpoint(3)).toEqual(small);
          expect(await intake.checkpoint(4)).toBeUndefined();
        });
      });

      it('keeps the first time-stamp of a checkpoint, and of no other', async () => {
        const [small, large] = [3, 5].map((size) => ({ size, note: `note ${size}`, createdAt: minute(size) }));
        await run(async ({ intake }) => {
          await intake.keepCheckpoint(small!);
          await intake.keepCheckpoint(large!);
          await intake.stampCheckpoint(5, Uint8Array.of(1));
          await intake.stampCheckpoint(5, Uint8Array.of(2));
          expect(await intake.latestCheckpoint()).toEqual({ ...large, timestamp: Uint8Array.of(1) });
          expect(await intake.checkpoint(3)).toEqual(small);
        });
      });
    });

    describe('runs that read back what is held', () => {
      it('begin once, move on from where they were read, and stay as they are once they are kept', async () => {
        const one = buildKeepingRun(tenant);
        await run(({ keeping }) => keeping.begin(one));
        await run(({ keeping }) => keeping.begin({ ...one, size: 99 }));
        const begun = await run(({ keeping }) => keeping.run(1));
        expect(begun).toEqual({ ...one, moves: 0 });
        const moved = { ...one.progress, next: 1 };
        const advance = () => run(({ keeping }) => keeping.advance({ number: 1, moves: 0 }, moved));
        expect([await advance(), await advance()]).toEqual([true, false]);
        expect(await run(({ keeping }) => keeping.latest())).toMatchObject({ moves: 1, progress: moved });
        expect(await run(({ keeping }) => keeping.finish(1, minute(8)))).toBe(true);
        expect(await run(({ keeping }) => keeping.finish(1, minute(9)))).toBe(false);
        expect(await run(({ keeping }) => keeping.advance({ number: 1, moves: 1 }, one.progress))).toBe(false);
        expect(await run(({ keeping }) => keeping.run(1))).toMatchObject({ keptAt: minute(8), progress: moved });
        expect(await run(({ keeping }) => keeping.run(2))).toBeUndefined();
      });

      it('have one record each: the first that was given', async () => {
        await run(({ keeping }) => keeping.begin(buildKeepingRun(tenant)));
        const record = buildKeepingRecord(tenant);
        const keep = (changes = {}) => run(({ keeping }) => keeping.keepRecord({ ...record, ...changes }));
        expect(await keep()).toEqual(record);
        expect(await keep({ digest: buildDigest('another'), bundle: Uint8Array.of(9) })).toEqual(record);
        expect(await run(({ keeping }) => keeping.record(1))).toEqual(record);
        expect(await run(({ keeping }) => keeping.latestRecord())).toBeUndefined();
        await run(({ keeping }) => keeping.finish(1, minute(8)));
        expect(await run(({ keeping }) => keeping.latestRecord())).toEqual(record);
        expect(await run(({ keeping }) => keeping.record(2))).toBeUndefined();
      });
    });

    describe('outbox and audit', () => {
      it('counts equal pending jobs once', async () => {
        const job = { name: 'sequence-intake', organization: tenant.id } as const;
        const release = buildId<Tenant['id']>();
        await run(({ outbox }) => outbox.add([job, { ...job }]));
        await run(({ outbox }) => outbox.add([job, { name: 'reverify-organization', organization: release }]));
        expect(await run(({ outbox }) => outbox.pending())).toBe(2);
      });

      it('numbers audit entries from 1 without gaps, also under concurrency and after a rollback', async () => {
        const entry = (target: string) => ({ actor: 'system', action: 'test.done', target, at: minute(1) }) as const;
        await run(({ audit }) => audit.append([entry('a'), { ...entry('b'), details: { count: 2 } }]));
        await expect(
          run(async ({ audit }) => {
            await audit.append([entry('lost')]);
            throw new Error('no');
          }),
        ).rejects.toThrow('no');
        await Promise.all(Array.from({ length: 10 }, (_, at) => run(({ audit }) => audit.append([entry(`c${at}`)]))));
        const entries = await walk((page) => run(({ audit }) => audit.list(page)), 5);
        expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
        expect(entries[1]).toEqual({ ...entry('b'), details: { count: 2 }, sequence: 2 });
      });

      it('leaves nothing behind of a transaction that throws', async () => {
        const item = buildEvidence(tenant);
        await expect(
          run(async (stores) => {
            await stores.evidence.add([item]);
            await stores.outbox.add([{ name: 'sequence-intake', organization: tenant.id }]);
            throw new Error('no');
          }),
        ).rejects.toThrow('no');
        expect(await run(({ evidence }) => evidence.byIds([item.id]))).toEqual([]);
        expect(await run(({ outbox }) => outbox.pending())).toBe(0);
        expect(await run(({ intake }) => intake.pending())).toBe(0);
      });
    });
  });
}

function buildToken(tenant: Tenant) {
  const id = buildId<string>();
  return {
    id,
    organization: tenant.id,
    principal: tenant.principal,
    hash: buildDigest(id),
    permissions: ['evidence:read'],
    createdAt: minute(1),
    expiresAt: minute(30),
  } as const;
}

/** Evidence that is verified. */
async function settle(stores: Stores, tenant: Tenant) {
  const item = buildEvidence(tenant);
  await stores.evidence.add([item]);
  await stores.evidence.conclude([buildConclusion(item)], minute(3));
  return item;
}

function about(run: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>, digests: readonly SubjectDigest[]) {
  return run(({ evidence }) => evidence.about({ product: 'app', release: '1.0', digests }));
}

async function sequence(stores: Stores, limit: number): Promise<void> {
  await stores.intake.lock();
  const waiting = await stores.intake.unsequenced(limit);
  const edge = await stores.intake.edge();
  let range = CompactRange.restore(edge.size, edge.hashes);
  const grown = waiting.map(({ evidence, leaf }) => {
    const index = range.size;
    const { range: next, nodes } = range.appendWithNodes(leafHash(leaf));
    range = next;
    return { entry: { evidence, index }, nodes };
  });
  await stores.intake.append(
    grown.map(({ entry }) => entry),
    grown.flatMap(({ nodes }) => nodes),
  );
}
