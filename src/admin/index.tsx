import { createRoot } from '@wordpress/element';
import { Screen } from './Screen.tsx';
import './style.scss';

const box = document.getElementById( 'duet-admin' );
if ( box !== null ) {
	createRoot( box ).render( <Screen shop={ box.dataset[ 'shop' ] === '1' } chart={ box.dataset[ 'chart' ] ?? '' } /> );
}
