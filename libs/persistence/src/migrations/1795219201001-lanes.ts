import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work that many releases share waits behind work that somebody waits for: in the outbox, and when its job was lost. */
export class Lanes1795219201001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox ADD COLUMN background boolean NOT NULL DEFAULT false;
      DROP INDEX outbox_due;
      CREATE INDEX outbox_due ON outbox (background, created_at, id);
      ALTER TABLE evaluation_due ADD COLUMN background boolean NOT NULL DEFAULT false;
      GRANT SELECT (background) ON evaluation_due TO averment_relay;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE evaluation_due DROP COLUMN background;
      DROP INDEX outbox_due;
      CREATE INDEX outbox_due ON outbox (created_at, id);
      ALTER TABLE outbox DROP COLUMN background;
    `);
  }
}
