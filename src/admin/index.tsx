import { createRoot } from '@wordpress/element';
import { Pages } from './Pages.tsx';
import './style.scss';

const box = document.getElementById( 'duet-admin' );
if ( box !== null ) {
	createRoot( box ).render( <Pages shop={ box.dataset.shop === '1' } /> );
}
