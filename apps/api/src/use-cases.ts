import type { UseCases } from '#application';

export type { UseCases } from '#application';
/** Nest token of the use cases, which are plain objects made once by the process. */
export const UseCasesToken = Symbol('UseCases');
export type UseCasesOf<K extends keyof UseCases> = Pick<UseCases, K>;
