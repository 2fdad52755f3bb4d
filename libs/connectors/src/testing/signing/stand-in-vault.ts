import type { RequestListener, ServerResponse } from 'node:http';

import { answerJson, bodyOf } from './local-server.js';
import { PrehashKey } from './prehash-key.js';

export const VAULT_TOKEN = 'hvs.a-token-for-tests';
export const VAULT_NAMESPACE = 'admin/release';

/** The part of a transit engine's HTTP interface that is used, with keys that really sign. */
export class StandInVault {
  /** Versions of each key, the first first. */
  readonly keys = new Map<string, PrehashKey[]>();
  readonly asked: { readonly url: string; readonly namespace: string | undefined; readonly body: string }[] = [];
  /** Answers instead of what Vault would. */
  misbehave: ((response: ServerResponse, url: string) => boolean) | undefined;
  type = 'ecdsa-p256';

  make(name: string): PrehashKey {
    const key = new PrehashKey();
    this.keys.set(name, [...(this.keys.get(name) ?? []), key]);
    return key;
  }

  readonly listener: RequestListener = (request, response) => {
    void bodyOf(request).then((body) => {
      const { url = '', headers } = request;
      const text = body.toString('utf8');
      this.asked.push({ url, namespace: headers['x-vault-namespace'] as string | undefined, body: text });
      if (this.misbehave?.(response, url) === true) return;
      if (headers['x-vault-token'] !== VAULT_TOKEN) answerJson(response, 403, { errors: ['permission denied'] });
      else this.#answer(response, url, text);
    });
  };

  #answer(response: ServerResponse, url: string, body: string): void {
    const [, action, name = '', algorithm] = /^\/v1\/transit\/(keys|sign)\/([\w-]+)(?:\/([\w-]+))?$/.exec(url) ?? [];
    const versions = this.keys.get(name);
    if (versions === undefined) answerJson(response, 404, { errors: [] });
    else if (action === 'keys') answerJson(response, 200, { data: this.#describe(name, versions) });
    else answerJson(response, 200, { data: sign(versions, algorithm ?? '', body) });
  }

  #describe(name: string, versions: readonly PrehashKey[]) {
    const keys = versions.map((key, index) => [
      String(index + 1),
      { name: 'P-256', public_key: key.publicKey.toPem() },
    ]);
    return { name, type: this.type, latest_version: versions.length, keys: Object.fromEntries(keys) as unknown };
  }
}

function sign(versions: readonly PrehashKey[], algorithm: string, body: string): unknown {
  const asked = JSON.parse(body) as Record<string, unknown>;
  if (algorithm !== 'sha2-256' || asked['prehashed'] !== true || asked['marshaling_algorithm'] !== 'asn1') {
    throw new Error('this stand-in signs digests by SHA-256 and answers in ASN.1');
  }
  const version = Number(asked['key_version']);
  const key = versions[version - 1] ?? new PrehashKey();
  const signature = key.signDigest(Buffer.from(String(asked['input']), 'base64'));
  return { signature: `vault:v${version}:${Buffer.from(signature).toString('base64')}`, key_version: version };
}
