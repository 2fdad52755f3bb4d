import { queryOptions } from '@tanstack/react-query';

import { ask } from '../../graphql/client.ts';
import { TrustDocument, type TrustQuery } from '../../graphql/generated.ts';

export type TrustRule = TrustQuery['trustRules'][number];
export type TrustRoot = TrustQuery['trustRoots'][number];

export const trustQuery = queryOptions({ queryKey: ['trust'], queryFn: () => ask(TrustDocument, {}) });
