/** What the API needs to know about its installation. */
export interface ApiOptions {
  readonly host: string;
  readonly port: number;
  /** Secret of whoever runs the installation; without one, no organization can be created over HTTP. */
  readonly operatorToken: string | undefined;
  /** The largest document that is received. */
  readonly maxUploadBytes: number;
  /** GraphiQL and introspection. */
  readonly explorer: boolean;
  /** Where the built web application lies, ending in a slash; absent: beside the compiled API. */
  readonly web?: URL;
}
export const ApiOptionsToken = Symbol('ApiOptions');
