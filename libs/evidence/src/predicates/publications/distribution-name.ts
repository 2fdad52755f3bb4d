import { ParseError } from '#kernel';

const WHEEL = '.whl';
const SOURCE = ['.tar.gz', '.zip'];
const NAME = /^[\w.]+$/;
const BUILD = /^(\d+)(.*)$/;

/** PEP 440, appendix B. */
const VERSION =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d+)?)?(?:(?:-(\d+))|(?:[-_.]?(post|rev|r)[-_.]?(\d+)?))?(?:[-_.]?(dev)[-_.]?(\d+)?)?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/;
const PRE_RELEASE: Readonly<Record<string, string>> = {
  alpha: 'a',
  beta: 'b',
  c: 'rc',
  pre: 'rc',
  preview: 'rc',
};

/**
 * The one spelling of a Python distribution's file name: name by PEP 503 with underscores, version by PEP 440, tags of a
 * wheel sorted. Two names of one distribution come out equal. @throws ParseError DISTRIBUTION_NAME
 */
export function distributionName(fileName: string): string {
  if (fileName.endsWith(WHEEL)) return wheelName(fileName);
  const suffix = SOURCE.find((known) => fileName.endsWith(known));
  const stem = fileName.slice(0, -(suffix?.length ?? 0));
  const dash = stem.lastIndexOf('-');
  if (suffix === undefined || dash < 1) throw refused(fileName);
  return `${projectName(stem.slice(0, dash))}-${version(stem.slice(dash + 1), fileName)}${suffix}`;
}

/** Are these two spellings of the name of one distribution? What is no such name is the same as nothing. */
export function isSameDistribution(one: string, other: string): boolean {
  try {
    return distributionName(one) === distributionName(other);
  } catch (error) {
    if (error instanceof ParseError) return false;
    throw error;
  }
}

/** PEP 427: `{name}-{version}(-{build})?-{python}-{abi}-{platform}.whl`. */
function wheelName(fileName: string): string {
  const parts = fileName.slice(0, -WHEEL.length).split('-');
  const tags = parts.slice(-3).map((tag) => [...new Set(tag.toLowerCase().split('.'))].sort().join('.'));
  const [name = '', written = '', build] = parts.slice(0, -3);
  if (parts.length < 5 || parts.length > 6 || !NAME.test(name) || name.includes('__')) throw refused(fileName);
  return `${[projectName(name), version(written, fileName), ...buildTag(build, fileName), ...tags].join('-')}${WHEEL}`;
}

function buildTag(build: string | undefined, fileName: string): readonly string[] {
  if (build === undefined) return [];
  const match = BUILD.exec(build);
  if (match === null) throw refused(fileName);
  return [`${number(match[1])}${match[2] ?? ''}`];
}

function projectName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '_');
}

function version(text: string, fileName: string): string {
  const match = VERSION.exec(text.toLowerCase());
  if (match === null) throw refused(fileName);
  const [, epoch = '0', release = '', pre, preNumber, implicitPost, post, postNumber, dev, devNumber, local] = match;
  const postRelease = implicitPost ?? (post === undefined ? undefined : (postNumber ?? '0'));
  return [
    number(epoch) === '0' ? '' : `${number(epoch)}!`,
    release.split('.').map(number).join('.'),
    pre === undefined ? '' : `${PRE_RELEASE[pre] ?? pre}${number(preNumber)}`,
    postRelease === undefined ? '' : `.post${number(postRelease)}`,
    dev === undefined ? '' : `.dev${number(devNumber)}`,
    local === undefined ? '' : `+${local.split(/[-_.]/).map(localPart).join('.')}`,
  ].join('');
}

function localPart(part: string): string {
  return /^\d+$/.test(part) ? number(part) : part;
}

/** Without leading zeros, however long. */
function number(digits = '0'): string {
  return digits.replace(/^0+(?=\d)/, '');
}

function refused(fileName: string): ParseError {
  return new ParseError('DISTRIBUTION_NAME', `"${fileName.slice(0, 120)}" is not the file name of a wheel or an sdist`);
}
