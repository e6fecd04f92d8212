/**
 * The pages of the screen. The address's hash says which one is shown, so that a link can lead to each and "back" works.
 * The settings stay where they are while another page is looked at: nobody loses what they have not saved yet.
 */
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { App } from './App.tsx';
import { Accuracy } from './accuracy/Accuracy.tsx';
import { accuracyClient } from './accuracy/client.ts';
import { Audiences } from './audiences/Audiences.tsx';
import { audiencesClient } from './audiences/client.ts';
import { client } from './client.ts';
import { deliveriesClient } from './deliveries/client.ts';
import { Deliveries } from './deliveries/Deliveries.tsx';
import { offlineClient } from './offline/client.ts';
import { Offline } from './offline/Offline.tsx';
import { pausesClient } from './pauses/client.ts';
import { Pauses } from './pauses/Pauses.tsx';

interface Page {
	readonly id: string;
	readonly title: string;
	readonly content: () => ReactNode;
	/** Needs WooCommerce. */
	readonly shop?: true;
}

const deliveries = () => (
	<>
		<Pauses client={ pausesClient } />
		<Deliveries client={ deliveriesClient } />
	</>
);

const pages = (): readonly Page[] => [
	{ id: 'settings', title: __( 'Settings', 'duet-for-tiktok' ), content: () => <App client={ client } /> },
	{ id: 'deliveries', title: __( 'Deliveries', 'duet-for-tiktok' ), content: deliveries },
	{ id: 'accuracy', title: __( 'Accuracy', 'duet-for-tiktok' ), content: () => <Accuracy client={ accuracyClient } />, shop: true },
	{ id: 'audiences', title: __( 'Audiences', 'duet-for-tiktok' ), content: () => <Audiences client={ audiencesClient } />, shop: true },
	{ id: 'offline', title: __( 'Offline sales', 'duet-for-tiktok' ), content: () => <Offline client={ offlineClient } /> },
];

/** `#deliveries?order=15` -> `deliveries`: what follows the question mark is the page's own. */
const chosen = (): string => window.location.hash.replace( /^#|\?.*$/g, '' );

export function Pages( { shop }: { shop: boolean } ) {
	const [ id, choose ] = useState( chosen );
	useEffect( () => {
		const follow = () => choose( chosen() );
		window.addEventListener( 'hashchange', follow );
		return () => window.removeEventListener( 'hashchange', follow );
	}, [] );

	const all = pages().filter( ( page ) => shop || ! page.shop );
	const current = all.find( ( page ) => page.id === id ) ?? all[ 0 ];
	return (
		<>
			{ all.length > 1 && (
				<nav className="nav-tab-wrapper" aria-label={ __( 'Pages of Duet', 'duet-for-tiktok' ) }>
					{ all.map( ( page ) => (
						<a
							key={ page.id }
							href={ `#${ page.id }` }
							className={ `nav-tab${ page === current ? ' nav-tab-active' : '' }` }
							aria-current={ page === current ? 'page' : undefined }
						>
							{ page.title }
						</a>
					) ) }
				</nav>
			) }
			{ all.map(
				( page ) =>
					( page.id === 'settings' || page === current ) && (
						<div key={ page.id } className={ `duet-page is-${ page.id }` } hidden={ page !== current }>
							{ page.content() }
						</div>
					)
			) }
		</>
	);
}
