import { withDatabase } from '../support/postgres.js';
import { componentsContract } from './components.contract.js';
import { coverageContract } from './coverage.contract.js';
import { draftsContract } from './drafts.contract.js';
import { mappingLayersContract } from './mapping-layers.contract.js';
import { peopleContract } from './people.contract.js';
import { standingsContract } from './standings.contract.js';
import { storesContract } from './stores.contract.js';

const db = withDatabase({ poolSize: 8 });
const open = () => Promise.resolve(db.current.database.unitOfWork);
storesContract('PostgreSQL', open);
mappingLayersContract('PostgreSQL', open);
draftsContract('PostgreSQL', open);
coverageContract('PostgreSQL', open);
componentsContract('PostgreSQL', open);
standingsContract('PostgreSQL', () => Promise.resolve(db.current.database));
peopleContract('PostgreSQL', () => Promise.resolve(db.current.database));
