// What the two controllers take, as far as our policies go: field by field after their published types and definitions
// (ClusterImagePolicy v1beta1 of policy-controller, ImageValidatingPolicy v1 of Kyverno), nothing besides allowed.

const text = { type: 'string', minLength: 1 };
const name = { type: 'string', pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' };
const pem = { type: 'string', pattern: '^-----BEGIN PUBLIC KEY-----' };

function object(properties: Record<string, object>, required: readonly string[] = Object.keys(properties)): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

function list(items: object): object {
  return { type: 'array', items, minItems: 1 };
}

const metadata = object({ name, annotations: { type: 'object', additionalProperties: text } });
const images = list(object({ glob: text }));
const identities = list({
  ...object({ issuer: text, subject: text, subjectRegExp: text }, ['issuer']),
  oneOf: [{ required: ['subject'] }, { required: ['subjectRegExp'] }],
});
const url = { type: 'string', format: 'uri' };

export const CLUSTER_IMAGE_POLICY = object({
  apiVersion: { const: 'policy.sigstore.dev/v1beta1' },
  kind: { const: 'ClusterImagePolicy' },
  metadata,
  spec: object({
    mode: { enum: ['enforce', 'warn'] },
    images,
    authorities: list({
      ...object(
        {
          name,
          key: object({ data: pem }),
          keyless: object({ url, identities }),
          ctlog: object({ url }, []),
          attestations: list(
            object({
              name: text,
              predicateType: text,
              policy: object({ type: { enum: ['cue', 'rego'] }, data: text }),
            }),
          ),
        },
        ['name', 'ctlog'],
      ),
      oneOf: [{ required: ['key'] }, { required: ['keyless'] }],
    }),
  }),
});

export const IMAGE_VALIDATING_POLICY = object({
  apiVersion: { const: 'policies.kyverno.io/v1' },
  kind: { const: 'ImageValidatingPolicy' },
  metadata,
  spec: object(
    {
      failurePolicy: { enum: ['Fail', 'Ignore'] },
      validationActions: list({ enum: ['Deny', 'Audit', 'Warn'] }),
      matchConstraints: object({
        resourceRules: list(
          object({
            apiGroups: { type: 'array', items: { type: 'string' } },
            apiVersions: list(text),
            operations: list({ enum: ['CREATE', 'UPDATE', 'DELETE', 'CONNECT', '*'] }),
            resources: list(text),
          }),
        ),
      }),
      matchImageReferences: images,
      validationConfigurations: object({
        mutateDigest: { type: 'boolean' },
        verifyDigest: { type: 'boolean' },
        required: { type: 'boolean' },
      }),
      attestors: list(
        object({
          name: text,
          cosign: {
            ...object(
              {
                key: object({ data: pem }),
                keyless: object({ identities }),
                ctlog: object(
                  { url, insecureIgnoreTlog: { type: 'boolean' }, insecureIgnoreSCT: { type: 'boolean' } },
                  [],
                ),
              },
              ['ctlog'],
            ),
            oneOf: [{ required: ['key'] }, { required: ['keyless'] }],
          },
        }),
      ),
      attestations: list(object({ name: text, intoto: object({ type: text }) })),
      validations: list(object({ expression: text, message: text })),
    },
    [
      'failurePolicy',
      'validationActions',
      'matchConstraints',
      'matchImageReferences',
      'validationConfigurations',
      'attestors',
      'validations',
    ],
  ),
});
