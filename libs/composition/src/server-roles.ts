import { AppError } from '#kernel';
import { ROLES, type RoleName, type RolePasswords } from '#persistence';
import type { Config } from '#platform';

type ServerConfig = Extract<Config['database'], { kind: 'server' }>;

/** How each role logs in to a server that is somebody else's. */
export interface ServerRoles {
  readonly passwords: RolePasswords;
  readonly urls: Readonly<Record<RoleName, string>>;
}

/**
 * The given URL stands for the application role; the other roles reach the same database with passwords of their own.
 * @throws AppError invalid CONFIGURATION_INVALID, naming the variable
 */
export function serverRoles({ url, relayPassword, authPassword }: ServerConfig): ServerRoles {
  const application = new URL(url.reveal());
  const passwords = {
    app: applicationPassword(application),
    relay: required(relayPassword?.reveal(), 'AVERMENT_DATABASE_RELAY_PASSWORD'),
    auth: required(authPassword?.reveal(), 'AVERMENT_DATABASE_AUTH_PASSWORD'),
  };
  return { passwords, urls: mapRoles((role) => asRole(application, ROLES[role], passwords[role])) };
}

export function mapRoles<T>(valueOf: (role: RoleName) => T): Readonly<Record<RoleName, T>> {
  return { app: valueOf('app'), relay: valueOf('relay'), auth: valueOf('auth') };
}

function asRole(base: URL, user: string, password: string): string {
  const url = new URL(base);
  url.username = user;
  url.password = encodeURIComponent(password);
  return url.toString();
}

function applicationPassword({ password }: URL): string {
  if (password === '') throw refused('AVERMENT_DATABASE_URL names no password of the application role');
  try {
    return decodeURIComponent(password);
  } catch {
    throw refused('the password in AVERMENT_DATABASE_URL is not percent-encoded: write % as %25');
  }
}

function required(password: string | undefined, name: string): string {
  if (password !== undefined) return password;
  throw refused(`${name} is needed beside AVERMENT_DATABASE_URL: each database role has its own password`);
}

function refused(message: string): AppError {
  return new AppError('invalid', 'CONFIGURATION_INVALID', message);
}
