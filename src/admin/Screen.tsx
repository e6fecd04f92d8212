/** The pages of the screen. The address's hash names the page, so that each can be linked to and "back" works. */
import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { Accuracy } from './accuracy/Accuracy.tsx';
import { accuracyClient } from './accuracy/client.ts';
import { type Address, hashOf, useAddress } from './address.ts';
import { Audiences } from './audiences/Audiences.tsx';
import { audiencesClient } from './audiences/client.ts';
import { deliveriesClient } from './deliveries/client.ts';
import { Deliveries } from './deliveries/Deliveries.tsx';
import { pausesClient } from './deliveries/pause.ts';
import { Pauses } from './deliveries/Pauses.tsx';
import { offlineClient } from './offline/client.ts';
import { Offline } from './offline/Offline.tsx';
import { overviewClient } from './overview/client.ts';
import { Overview } from './overview/Overview.tsx';
import { client } from './settings/client.ts';
import { KEYS, pageOf, pageTitles } from './settings/page-ids.ts';
import { Settings } from './settings/Settings.tsx';
import { startClient } from './start/client.ts';
import { Start } from './start/Start.tsx';
import { type SettingsState, useSettings } from './settings/use-settings.ts';

interface Page {
	readonly id: string;
	readonly title: string;
	readonly content: () => ReactNode;
	/** Needs WooCommerce. */
	readonly shop?: true;
}

const deliveries = ( { query }: Address ) => (
	<>
		<Pauses client={ pausesClient } />
		{ /* A link with another filter opens another list. */ }
		<Deliveries key={ query.toString() } client={ deliveriesClient } />
	</>
);

interface Props {
	readonly shop: boolean;
	/** Address of the chart's script. */
	readonly chart: string;
}

/** Not in the list of pages: the overview leads there. */
const START = 'start';

const pages = ( { shop, chart }: Props, address: Address, state: SettingsState ): readonly Page[] => [
	{
		id: 'overview',
		title: __( 'Overview', 'duet-for-tiktok' ),
		content: () => <Overview client={ overviewClient } shop={ shop } chart={ chart } />,
	},
	{
		id: 'settings',
		title: __( 'Settings', 'duet-for-tiktok' ),
		content: () => <Settings client={ client } state={ state } address={ address } />,
	},
	{ id: 'deliveries', title: __( 'Deliveries', 'duet-for-tiktok' ), content: () => deliveries( address ) },
	{
		id: 'accuracy',
		title: __( 'Accuracy', 'duet-for-tiktok' ),
		content: () => <Accuracy client={ accuracyClient } />,
		shop: true,
	},
	{
		id: 'audiences',
		title: __( 'Audiences', 'duet-for-tiktok' ),
		content: () => <Audiences client={ audiencesClient } />,
		shop: true,
	},
	{ id: 'offline', title: __( 'Offline sales', 'duet-for-tiktok' ), content: () => <Offline client={ offlineClient } /> },
];

export function Screen( props: Props ) {
	const address = useAddress();
	// Held here, so that unsaved changes stay while another page is looked at.
	const state = useSettings( client );

	const all = pages( props, address, state ).filter( ( page ) => props.shop || ! page.shop );
	const current = all.find( ( page ) => page.id === address.page ) ?? all[ 0 ];
	if ( address.page === START ) {
		return <Start client={ startClient } settings={ client } state={ state } address={ address } />;
	}
	return (
		<>
			<nav className="nav-tab-wrapper" aria-label={ __( 'Pages of Duet', 'duet-for-tiktok' ) }>
				{ all.map( ( page ) => (
					<a
						key={ page.id }
						href={ hashOf( page.id ) }
						className={ `nav-tab${ page === current ? ' nav-tab-active' : '' }` }
						aria-current={ page === current ? 'page' : undefined }
					>
						{ page.title }
					</a>
				) ) }
			</nav>
			<Unsaved state={ state } shown={ current?.id === 'settings' } part={ address.part } />
			<div key={ current?.id } className={ `duet-page is-${ current?.id }` }>
				{ current?.content() }
			</div>
		</>
	);
}

interface UnsavedProps {
	readonly state: SettingsState;
	/** Whether a page of the settings is shown. */
	readonly shown: boolean;
	readonly part: string;
}

/** Unsaved changes of a page that is not shown: they stay, and the merchant sees where. */
function Unsaved( { state: { changed, discard, save }, shown, part }: UnsavedProps ) {
	const titles = pageTitles();
	const ids = [ ...new Set( changed.map( pageOf ) ) ].filter( ( id ) => ! shown || id !== ( part || 'connection' ) );
	return ids.length === 0 ? null : (
		<div className="notice notice-warning inline duet-elsewhere">
			{ ids.map( ( id ) => (
				<p key={ id }>
					{
						/* translators: %s: name of a settings page, for example "Events". */
						sprintf( __( 'You have unsaved changes under "%s".', 'duet-for-tiktok' ), titles[ id ] )
					}{ ' ' }
					<a href={ hashOf( 'settings', id ) }>{ __( 'Look at them', 'duet-for-tiktok' ) }</a>
					{ ' · ' }
					<Button variant="link" onClick={ () => discard( KEYS[ id ] ) }>
						{ __( 'Discard them', 'duet-for-tiktok' ) }
					</Button>
				</p>
			) ) }
			{ shown && ids.length > 1 && (
				<p>
					<Button variant="secondary" onClick={ () => void save( changed ) }>
						{ __( 'Save all changes', 'duet-for-tiktok' ) }
					</Button>
				</p>
			) }
		</div>
	);
}
