import { SetMetadata } from '@nestjs/common';

import type { Permission } from '#application';

export const REQUIRED_PERMISSION = 'averment:required-permission';
/** `operator` is the installation's own secret; `session` a person who signed in, whatever their roles; `nobody` is for health and public pages. */
export type Access = Permission | 'operator' | 'session' | 'nobody';

/** Who may call this, declared above the one line that does it. A door without it does not open. */
export const Requires = (access: Access) => SetMetadata(REQUIRED_PERMISSION, access);
