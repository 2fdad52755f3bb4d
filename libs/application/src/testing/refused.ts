import { AppError } from '#kernel';

/** The code with which `work` is refused, thrown at once or later; `none` when it is not. Other errors pass as they are. */
export async function refusalOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'none';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
