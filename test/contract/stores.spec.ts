import { withDatabase } from '../support/postgres.js';
import { coverageContract } from './coverage.contract.js';
import { mappingLayersContract } from './mapping-layers.contract.js';
import { storesContract } from './stores.contract.js';

const db = withDatabase({ poolSize: 8 });
const open = () => Promise.resolve(db.current.database.unitOfWork);
storesContract('PostgreSQL', open);
mappingLayersContract('PostgreSQL', open);
coverageContract('PostgreSQL', open);
