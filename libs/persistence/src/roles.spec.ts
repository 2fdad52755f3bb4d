import { describe, expect, it } from '@jest/globals';

import { withDatabase } from '../../../test/support/postgres.js';
import { migrate } from './migrate.js';

describe('the roles', () => {
  const db = withDatabase();
  const passwords = { app: 'test-app', relay: 'test-relay', auth: 'test-auth' };

  it('are refused where one could pass by row-level security', async () => {
    await db.current.query('ALTER ROLE averment_auth BYPASSRLS');
    try {
      await expect(migrate(db.current.ownerUrl, passwords)).rejects.toMatchObject({
        kind: 'internal',
        code: 'ROLE_TOO_POWERFUL',
      });
    } finally {
      await db.current.query('ALTER ROLE averment_auth NOBYPASSRLS');
    }
    await expect(migrate(db.current.ownerUrl, passwords)).resolves.toBeUndefined();
  });

  it('take passwords with every character in them', async () => {
    const difficult = { ...passwords, auth: `it's "quoted" \\ and $1` };
    await migrate(db.current.ownerUrl, difficult);
    await expect(migrate(db.current.ownerUrl, passwords)).resolves.toBeUndefined();
  });
});
