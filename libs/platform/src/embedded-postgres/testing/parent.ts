// Starts the database of the folder it is given, says where it listens, and waits to be killed.
import { startEmbeddedPostgres } from '../start-embedded-postgres.js';

const [dataDir = ''] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ dataDir });
const { name, password } = server.superuser;
process.stdout.write(`${server.url('postgres', name, password)}\n`);
setInterval(() => undefined, 60_000);
