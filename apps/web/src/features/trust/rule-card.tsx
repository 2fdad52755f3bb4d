import { Card, Group, Text, Title } from '@mantine/core';

import { useMay } from '../../session/session.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { ruleLines } from './rule-lines.ts';
import type { TrustRule } from './trust-query.ts';
import classes from './trust.module.css';

export function RuleCard({ rule: { id, rule, createdAt } }: { readonly rule: TrustRule }) {
  const may = useMay('policy:write');
  return (
    <Card withBorder padding="lg" component="article">
      <Group justify="space-between" align="flex-start" mb="sm" gap="sm">
        <div>
          <Title order={3} size="h5">
            <ForeignText>{id}</ForeignText>
          </Title>
          <Text size="sm" c="dimmed">
            in force since <Moment at={createdAt} />
          </Text>
        </div>
        {may && (
          <Group gap="xs">
            <ButtonLink
              to="/trust/put"
              search={{ rule: id }}
              variant="default"
              size="compact-sm"
              aria-label={`Change ${id}`}
            >
              Change
            </ButtonLink>
            <ButtonLink
              to="/trust/retire/$rule"
              params={{ rule: id }}
              variant="default"
              size="compact-sm"
              aria-label={`Retire ${id}`}
            >
              Retire
            </ButtonLink>
          </Group>
        )}
      </Group>
      <RuleInWords rule={rule} />
      <details className={classes['whole']}>
        <summary>The whole rule</summary>
        <pre className={classes['text']}>{JSON.stringify(rule, null, 2)}</pre>
      </details>
    </Card>
  );
}

export function RuleInWords({ rule }: { readonly rule: unknown }) {
  return (
    <dl className={classes['lines']}>
      {ruleLines(rule).map(({ name, values }) => (
        <div key={name} className={classes['line']}>
          <dt>{name}</dt>
          <dd>
            {values.map((value, place) => (
              <span key={value}>
                {place > 0 && ', '}
                <ForeignText>{value}</ForeignText>
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
