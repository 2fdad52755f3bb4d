import { createHash, timingSafeEqual } from 'node:crypto';

import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

import { AppError } from '#kernel';
import { requirePermission, sessionNone, type Actor } from '#application';

import { ApiOptionsToken, type ApiOptions } from '../api-options.js';
import { requireOwnPage, saysOwnPage } from '../session/require-own-page.js';
import { readSessionCookie } from '../session/session-cookie.js';
import { createLoaders } from '../graphql/loaders.js';
import { UseCasesToken, type UseCases } from '../use-cases.js';
import { REQUIRED_PERMISSION, type Access } from './requires.decorator.js';
import { requestOf, type ApiRequest } from './request-of.js';

/** Opens a door only to whom it names. A handler that names nobody is a mistake of ours, and stays shut. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(ApiOptionsToken) private readonly options: ApiOptions,
    @Inject(UseCasesToken) private readonly useCases: UseCases,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(REQUIRED_PERMISSION, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === undefined)
      throw new AppError('internal', 'ACCESS_UNDECLARED', `${context.getHandler().name} declares no access`);
    if (access === 'nobody') return true;
    const request = requestOf(context);
    if (access === 'operator') return this.requireOperator(bearerOf(request));
    request.actor ??= await this.recognise(request);
    request.loaders ??= createLoaders(request.actor, this.useCases);
    if (access === 'session') requireSession(request.actor);
    else requirePermission(request.actor, access);
    return true;
  }

  /**
   * A token that is sent says who asks: no browser sends one by itself, so nobody can have it sent. Pages and who has a
   * cookie ask by session.
   * @throws AppError unauthenticated TOKEN_MISSING, TOKEN_REFUSED, SESSION_NONE; forbidden REQUEST_FORGED
   */
  private async recognise(request: ApiRequest): Promise<Actor> {
    const secret = readSessionCookie(request);
    const bySession = request.headers.authorization === undefined && (secret !== undefined || saysOwnPage(request));
    if (!bySession) {
      const token = bearerOf(request);
      return this.useCases.authenticateToken.run(token);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') requireOwnPage(request);
    return this.useCases.authenticateSession.run(secret ?? '');
  }

  private requireOperator(token: string): boolean {
    const expected = this.options.operatorToken;
    if (expected !== undefined && sameSecret(token, expected)) return true;
    throw new AppError(
      'unauthenticated',
      'OPERATOR_REFUSED',
      'this needs the operator token of the installation (AVERMENT_OPERATOR_TOKEN)',
    );
  }
}

/** @throws AppError unauthenticated SESSION_NONE */
function requireSession({ session }: Actor): void {
  if (session === undefined) throw sessionNone();
}

function bearerOf(request: ApiRequest): string {
  const match = /^Bearer ([\x21-\x7e]{1,512})$/.exec(request.headers.authorization ?? '');
  if (match?.[1] !== undefined) return match[1];
  throw new AppError('unauthenticated', 'TOKEN_MISSING', 'send an API token as "Authorization: Bearer avr_…"');
}

/** Compares hashes, so that neither length nor prefix shows in the time taken. */
function sameSecret(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
