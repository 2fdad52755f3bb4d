import type { ForgeSettings } from '#evidence';

/** How a branch, an organization or a repository was set up when its collector asked. What is absent is not known. */
export interface ForgeSettingsClaim {
  readonly kind: 'forge-settings';
  readonly of: 'branch' | 'members' | 'organization' | 'repository';
  /** As the collector names it: `github.com/acme/app@main`. */
  readonly about: string;
  /** Rules on the branch, by the forge's names: `deletion`, `non_fast_forward`, `pull_request`. */
  readonly rules?: readonly string[];
  readonly requiredApprovals?: number;
  readonly requiresCodeOwners?: boolean;
  readonly requiredChecks?: number;
  readonly members?: number;
  readonly membersWithSecondFactor?: number;
  readonly requiresSecondFactor?: boolean;
  readonly visibility?: string;
  readonly secretScanning?: boolean;
  readonly pushProtection?: boolean;
}

export function claimOfForgeSettings({ kind, about, settings }: ForgeSettings): ForgeSettingsClaim {
  return { kind, about, ...settings };
}
