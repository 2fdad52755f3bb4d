import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

/** Does something to an attestation, then shows it as it is now. */
export function useAct<V>(digest: string, act: (variables: V) => Promise<unknown>) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['attestation', digest] });
      await client.invalidateQueries({ queryKey: ['attestations'] });
      await navigate({ to: '/attestations/$digest', params: { digest } });
    },
  });
}
