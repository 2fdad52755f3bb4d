import { AppError } from '#kernel';

/** The parts of a path that stays below where it starts, on any file system and in any URL. @throws AppError invalid TUF_PATH */
export function segmentsOf(path: string): readonly string[] {
  const segments = path.split('/');
  if (segments.every(isName)) return segments;
  throw new AppError(
    'invalid',
    'TUF_PATH',
    `the repository names the path ${JSON.stringify(path.slice(0, 120))}, which leads elsewhere: ask who runs it`,
  );
}

function isName(segment: string): boolean {
  return segment !== '' && segment !== '.' && segment !== '..' && !/[\\\0]|\p{Surrogate}/u.test(segment);
}
