import { createRoot } from '@wordpress/element';
import { App } from './App.tsx';
import { client } from './client.ts';
import './style.scss';

const box = document.getElementById( 'duet-admin' );
if ( box !== null ) {
	createRoot( box ).render( <App client={ client } /> );
}
