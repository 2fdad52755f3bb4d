import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a checkpoint of the intake log provably existed: a time-stamp is added once and never exchanged. */
export class CheckpointTimestamps1795305600004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE intake_checkpoint ADD COLUMN timestamp bytea;
      CREATE FUNCTION refuse_restamping() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'a checkpoint keeps its time-stamp' USING ERRCODE = 'integrity_constraint_violation';
        END $$;
      CREATE TRIGGER intake_checkpoint_stamped BEFORE UPDATE ON intake_checkpoint
        FOR EACH ROW WHEN (OLD.timestamp IS NOT NULL) EXECUTE FUNCTION refuse_restamping();
      GRANT UPDATE (timestamp) ON intake_checkpoint TO averment_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER intake_checkpoint_stamped ON intake_checkpoint;
      DROP FUNCTION refuse_restamping();
      ALTER TABLE intake_checkpoint DROP COLUMN timestamp;
    `);
  }
}
