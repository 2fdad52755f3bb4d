/** A word that would promise what evidence cannot show. */
interface Forbidden {
  readonly words: RegExp;
  readonly why: string;
}

/** Words about software, or about who makes it, that no text of ours says. */
export const FORBIDDEN: readonly Forbidden[] = [
  { words: /\b(non-?)?complian(t|tly)\b/gi, why: 'whether something complies is for others to say' },
  {
    words: /\b(in|full|total|achiev\w+|ensur\w+|prov(es?|en|ing)|demonstrat\w+)\s+compliance\b/gi,
    why: 'compliance as a verdict',
  },
  { words: /\bcertif(y|ies|ied|ication)\b/gi, why: 'we certify nothing, and are certified by nobody' },
  { words: /\b(dis)?approv(ed|es)\b/gi, why: 'nobody here approves software' },
  { words: /\bguarant(ee[ds]?|eeing)\b/gi, why: 'evidence shows; it guarantees nothing' },
  {
    words: /\b(is|are|was|were|stays?|remains?|becomes?)\s+((now|fully|provably|completely|always)\s+)?secure\b/gi,
    why: 'security as a promise',
  },
  { words: /\b(fully|provably|completely|100 ?%) (secure|safe|trusted)\b/gi, why: 'security as a promise' },
  {
    words: /\b(tamper|bullet|hack|fool|future)-?proof\b|\b(unbreakable|unhackable|trustworthy|risk-free)\b/gi,
    why: 'a promise that nothing can keep',
  },
  { words: /\b(audit-ready|military-grade|bank-grade|best-in-class|world-class)\b/gi, why: 'praise' },
];

/** A use that is no verdict on software: an exact phrase, where it may stand, and why it may. */
interface Allowed {
  readonly phrase: RegExp;
  readonly where: RegExp;
  readonly why: string;
}

export const ALLOWED: readonly Allowed[] = [
  {
    phrase: /\b(waiver|control does not apply) is approved by somebody other than who asked for it/g,
    where: /^libs\/evidence\/src\/predicates\/decisions\/|^docs\/reference\/codes\.md$/,
    why: 'two people decide about an exception',
  },
  {
    phrase: /\bapproved by somebody else \(`WAIVER_SELF_APPROVED`\)|Somebody other than who asked approves it/g,
    where: /^docs\/decisions\.md$/,
    why: 'two people decide about an exception',
  },
  {
    phrase: /\bis waived until …, approved by …/g,
    where: /^libs\/reporting\/src\/explain\/claims\.ts$/,
    why: 'names who answers for a waiver',
  },
  {
    phrase: /\bowned by ….?, approved by ….?, adopted on/g,
    where: /^libs\/reporting\/src\/layer-words\.ts$|^rendered /,
    why: 'names who answers for a layer',
  },
  {
    phrase: /\bdeviation-approved\b/g,
    where: /^rendered oscal-|^docs\/exports\.md$/,
    why: 'a value that OSCAL defines for a risk that somebody accepted',
  },
  {
    phrase:
      /\b(nobody|somebody|whoever|who|author|drafted|drafts|drafting|report(\.json)?|what is|it takes)\b[^.;|]{0,40}\bapprov(ed|es)\b|\bapprov(ed|es)\b[^.;|]{0,20}\b(draft|report|what is signed)\b/gi,
    where: /^(libs\/(application|reporting)|apps\/(api|cli|web))\/|^(docs|schema\.graphql|README|CHANGELOG)/,
    why: 'a person approves a report before it is signed',
  },
  {
    phrase: /\b(not )?approved\b( by …)?|\bapproves\b/g,
    where: /^apps\/(api|cli)\/src\/(commands\/)?attestation-draft|^libs\/application\/src\/issue-attestation\//,
    why: 'the state of a draft: a person has read its report, or nobody has',
  },
  {
    phrase: /\bread, approved, signed\b/g,
    where: /^docs\/attestations\.md$/,
    why: 'what people do with a report, in order',
  },
  {
    phrase: /\bFulcio certifies\b/g,
    where: /^docs\//,
    why: 'what a certificate authority does with a key',
  },
];

/** Forbidden words in a text, each with the reason; what is allowed where it stands is passed over. */
export function verdictWords(text: string, where: string): readonly string[] {
  const left = ALLOWED.filter((allowed) => allowed.where.test(where)).reduce(
    (rest, { phrase }) => rest.replace(phrase, ''),
    text,
  );
  return FORBIDDEN.flatMap(({ words, why }) =>
    [...left.matchAll(words)].map(({ 0: word, index }) => {
      const around = left.slice(Math.max(0, index - 40), index + word.length + 40).replace(/\s+/g, ' ');
      return `${where}: "${word}" (${why}) in: ${around}`;
    }),
  );
}
