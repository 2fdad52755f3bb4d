import { describe, expect, it } from '@jest/globals';

import { refusalOf } from '../../testing/refusal.js';
import { distributionName } from './distribution-name.js';

describe('the file name of a Python distribution', () => {
  it.each([
    ['Foo.Bar_-baz-1.0.tar.gz', 'foo_bar_baz-1.0.tar.gz'],
    ['foo-1.0.zip', 'foo-1.0.zip'],
    ['foo-v01.00-ALPHA_1.tar.gz', undefined],
    ['foo-v01.00.ALPHA_1.tar.gz', 'foo-1.0a1.tar.gz'],
    ['foo-1!2.0c1.post3.dev04+Ubuntu_01.tar.gz', 'foo-1!2.0rc1.post3.dev4+ubuntu.1.tar.gz'],
    ['foo-1.0.post.tar.gz', 'foo-1.0.post0.tar.gz'],
    ['Foo.Bar-1.0-py3-none-any.whl', 'foo_bar-1.0-py3-none-any.whl'],
    ['foo-1.0-007b-py3-none-any.whl', 'foo-1.0-7b-py3-none-any.whl'],
    ['foo-1.0-py3.py2-none-win32.manylinux1_x86_64.whl', 'foo-1.0-py2.py3-none-manylinux1_x86_64.win32.whl'],
    ['foo-1.0-PY3-None-Any.whl', 'foo-1.0-py3-none-any.whl'],
  ])('%s is %s', (name, normal) => {
    if (normal === undefined) expect(refusalOf(() => distributionName(name))).toBe('DISTRIBUTION_NAME');
    else expect(distributionName(name)).toBe(normal);
  });

  it.each([
    'foo',
    'foo.tar.gz',
    '-1.0.tar.gz',
    'foo-.tar.gz',
    'foo-one.zip',
    'foo-1.0.TAR.GZ',
    'foo-1.0-py3-none.whl',
    'foo-1.0-b1-py3-none-any.whl',
    'foo__bar-1.0-py3-none-any.whl',
    'foo-1.0-1-2-py3-none-any.whl',
    'foo-x-py3-none-any.whl',
    '../foo-1.0-py3-none-any.whl',
  ])('is not %s', (name) => {
    expect(refusalOf(() => distributionName(name))).toBe('DISTRIBUTION_NAME');
  });
});
