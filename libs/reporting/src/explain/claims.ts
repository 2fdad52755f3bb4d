import { claimedSubjects, type Parsed, type Predicate } from '#evidence';
import { toHex } from '#kernel';

type Words<K extends Predicate['kind']> = (predicate: Extract<Predicate, { kind: K }>) => readonly string[];

/** What predicates say, each by its kind; one without words of its own is named by its type alone. */
const CLAIMS: { readonly [K in Predicate['kind']]?: Words<K> } = {
  'build-provenance': ({ builderId, buildType, sourceUri, revision, dependencies, pinnedDependencies }) => [
    `The builder ${builderId} made it (build type ${buildType}).`,
    sourceUri === undefined ? 'It names no source.' : `The source is ${sourceUri}${at(revision)}.`,
    `${count(dependencies, 'input')} listed, ${pinnedDependencies} of them by digest.`,
  ],
  sbom: ({ components, identifiedComponents, hasDependencies }) => [
    `${count(components, 'component')}, ${identifiedComponents} of them identified by version and purl, CPE or digest.`,
    hasDependencies ? 'It says what depends on what.' : 'It does not say what depends on what.',
  ],
  'vulnerability-scan': ({ scanner, finishedAt, databaseUpdatedAt, findings }) => [
    `The scanner ${scanner} lists ${count(findings.length, 'finding')}${ended(finishedAt)}.`,
    databaseUpdatedAt === undefined ? 'It does not say how old its database was.' : `Database of ${databaseUpdatedAt}.`,
  ],
  vex: ({ statements }) => [`${count(statements.length, 'statement')} about vulnerabilities.`],
  'test-result': ({ suite, result, failed }) => [`${suite}: ${result}, ${failed} failed.`],
  'static-analysis': ({ suite, result, failed }) => [`${suite}: ${result}, ${count(failed, 'open error')}.`],
  'verification-summary': ({ verifierId, resourceUri, result, levels }) => [
    `${verifierId} judged ${resourceUri}: ${result}, levels ${levels.join(', ') || 'none'}.`,
  ],
  'evidence-keeping': ({ examined, sound, altered, missing, changed, unchecked, log, finishedAt }) => [
    `${sound} of ${count(examined, 'item')} were sound at ${finishedAt}.`,
    `${altered.count} altered, ${missing.count} missing, ${changed.count} with another verdict, ${unchecked.count} not checked.`,
    `The intake log of ${log.size} was ${log.consistent ? 'consistent' : 'NOT consistent'}.`,
  ],
  'ssdf-assessment': ({ about, framework, results, asOf, synthetic }) => [
    `The verifier of ${about.organization} judged release ${about.release} of ${about.product} by ${framework}, as of ${asOf}.`,
    `${stood(results, 'EVIDENCED')} evidenced, ${stood(results, 'SUPPORTED')} supported of ${count(results.length, 'control')}.`,
    ...(synthetic ? ['It calls itself a sample: nothing in it is about a real product.'] : []),
  ],
  'producer-statement': ({ words, signatory: { name, title, authority }, signedOn }) => [
    `${name}, ${title}, ${authority}, said on ${signedOn}: "${words}"`,
  ],
  'release-manifest': ({ scope }) => [`Release ${scope.release} of ${scope.product} consists of what it names.`],
  'human-evidence': ({ statement, owner, reviewer, controls, validUntil }) => [
    `${owner} states for ${controls.join(', ')} until ${validUntil}: "${statement}"`,
    `${reviewer} has reviewed it.`,
  ],
  waiver: ({ control, reason, approver, validUntil }) => [
    `${control} is waived until ${validUntil}, approved by ${approver}: "${reason}"`,
  ],
  'not-applicable': ({ control, reason, approver }) => [`${control} does not apply, says ${approver}: "${reason}"`],
  compromise: ({ distrusted, since, reporter, reason }) => [
    `${reporter} says that the ${distrusted.kind} ${distrusted.name} is not trusted since ${since}: "${reason}"`,
  ],
  'plan-of-action': ({ id, control, weakness, owner, due, completedOn }) => [
    `${id} for ${control}, owned by ${owner}: "${weakness}"`,
    completedOn === undefined ? `It is due ${due}.` : `It was completed ${completedOn}.`,
  ],
};

function stood(results: readonly { readonly status: string }[], status: string): number {
  return results.filter((result) => result.status === status).length;
}

/** What the document says, in sentences; every word of it is a claim of whoever wrote it. */
export function claimsOf({ content }: Parsed): readonly string[] {
  if (content.kind === 'unknown') return [`It could not be read: ${content.message}.`];
  const problem = content.problem === undefined ? [] : [`Not all of it could be read: ${content.problem.message}.`];
  if (content.kind === 'unsigned') return ['Nobody signed it: it says what anybody could have written.', ...problem];
  return [...aboutWhat(content), ...typeOf(content), ...predicateClaims(content.predicate), ...problem];
}

type Signed = Extract<Parsed['content'], { kind: 'signed' }>;

function aboutWhat(content: Signed): readonly string[] {
  const subjects = claimedSubjects(content);
  if (subjects !== undefined) return [`It is about ${subjects.slice(0, 3).map(nameOf).join(', ')}${more(subjects)}.`];
  const signed = content.entity.content;
  if (signed.kind !== 'message' || signed.digest === undefined) return ['It names nothing: give the artifact.'];
  return [`It is about the artifact ${signed.digest.algorithm}:${toHex(signed.digest.bytes)}.`];
}

function nameOf({ name, digests }: { readonly name?: string; readonly digests: readonly string[] }): string {
  const digest = digests[0] ?? 'no accepted digest';
  return name === undefined ? digest : `${name} (${digest})`;
}

function more({ length }: readonly unknown[]): string {
  return length > 3 ? ` and ${length - 3} more` : '';
}

function typeOf({ statement }: Signed): readonly string[] {
  return statement === undefined ? [] : [`Its type is ${statement.predicateType}.`];
}

function predicateClaims(predicate: Predicate | undefined): readonly string[] {
  if (predicate === undefined) return [];
  const words = CLAIMS[predicate.kind] as ((own: Predicate) => readonly string[]) | undefined;
  return words?.(predicate) ?? [];
}

function at(revision: string | undefined): string {
  return revision === undefined ? '' : ` at commit ${revision}`;
}

function ended(finishedAt: string | undefined): string {
  return finishedAt === undefined ? '' : `, finished ${finishedAt}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
