/** The documents that an assessment becomes in OSCAL, each importing the one before it. */
export const OSCAL_MODELS = {
  catalog: { root: 'catalog', extension: '.oscal-catalog.json' },
  profile: { root: 'profile', extension: '.oscal-profile.json' },
  ssp: { root: 'system-security-plan', extension: '.oscal-ssp.json' },
  'assessment-plan': { root: 'assessment-plan', extension: '.oscal-assessment-plan.json' },
  'assessment-results': { root: 'assessment-results', extension: '.oscal-assessment-results.json' },
  poam: { root: 'plan-of-action-and-milestones', extension: '.oscal-poam.json' },
} as const;

export type OscalModel = keyof typeof OSCAL_MODELS;
export const OSCAL_MEDIA_TYPE = 'application/oscal+json';
export const OSCAL_VERSION = '1.2.2';
/** Of properties that OSCAL has no word for. */
export const NAMESPACE = 'https://averment.dev/ns/oscal';
