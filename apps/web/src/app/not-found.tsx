import { Anchor, Container, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';

export function NotFound() {
  return (
    <Container py="xl" component="main">
      <Title order={1}>There is no such page</Title>
      <Text my="md">The address may have been shortened, or what it named is not in your organization.</Text>
      <Anchor component={Link} to="/">
        Go to the overview
      </Anchor>
    </Container>
  );
}
