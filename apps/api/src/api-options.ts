/** What the API needs to know about its installation. */
export abstract class ApiOptions {
  abstract readonly host: string;
  abstract readonly port: number;
  /** Secret of whoever runs the installation; without one, no organization can be created over HTTP. */
  abstract readonly operatorToken: string | undefined;
  /** GraphiQL and introspection. */
  abstract readonly explorer: boolean;
}
