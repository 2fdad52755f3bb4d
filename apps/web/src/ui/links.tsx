import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

type OfAnchor<P> = P & Omit<ComponentPropsWithRef<'a'>, keyof P>;

/** A link to a page of our own: address, parameters and search are checked against the routes. */
export const AnchorLink = createLink((props: OfAnchor<AnchorProps>) => <Anchor {...props} />);

/** The same, looking like a button: it leads somewhere, it changes nothing. */
export const ButtonLink = createLink((props: OfAnchor<ButtonProps>) => <Button component="a" {...props} />);
