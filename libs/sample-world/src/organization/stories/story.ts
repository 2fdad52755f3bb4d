import type { Scene } from '../scene.js';
import type { SampleRelease } from '../world.js';

/** What happened around one release, as the evidence of it. */
export type Story = (scene: Scene) => Pick<SampleRelease, 'manifest' | 'evidence' | 'decisions'>;
