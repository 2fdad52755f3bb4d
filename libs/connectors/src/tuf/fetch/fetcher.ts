/** Where the files of a repository come from. */
export interface Fetcher {
  /**
   * The file at a path below the repository, or undefined where there is none. The path is ours or was signed; it may
   * still hold anything.
   * @throws AppError invalid TUF_LENGTH for a file of more than `maxBytes`, before it is read whole; TUF_PATH for a path
   * that leads out; unavailable TUF_UNREACHABLE, and what an implementation adds
   */
  fetch(path: string, maxBytes: number): Promise<Uint8Array | undefined>;
}
