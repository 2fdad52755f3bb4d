import { describe, expect, it } from '@jest/globals';

import { repositoryOf } from './repository.js';

describe('the repository of a source URI', () => {
  it.each([
    ['git+https://github.com/acme/app@refs/tags/v1', 'https://github.com/acme/app'],
    ['https://github.com/acme/app.git', 'https://github.com/acme/app'],
    ['HTTPS://GitHub.com/Acme/App/', 'https://github.com/Acme/App'],
    ['git+ssh://git@github.com/acme/app', 'ssh://git@github.com/acme/app'],
    ['not a url', 'not a url'],
  ])('%s is %s', (uri, repository) => {
    expect(repositoryOf(uri)).toBe(repository);
  });

  it('never takes one repository for another that only begins alike', () => {
    expect(repositoryOf('https://github.com/acme/app-evil')).not.toBe(repositoryOf('https://github.com/acme/app'));
  });
});
