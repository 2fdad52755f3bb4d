import { withDatabase } from '../support/postgres.js';
import { storesContract } from './stores.contract.js';

const db = withDatabase({ poolSize: 8 });
storesContract('PostgreSQL', () => Promise.resolve(db.current.database.unitOfWork));
