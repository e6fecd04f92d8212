/*
 * The script a page gets instead of TikTok's events.js. Written from the public contract of the
 * base code (an Array of [method, ...args], queues per pixel in `_i`, load options in `_o`);
 * strict where TikTok is, and silent where TikTok is silent. `begin` is called by the wrapper.
 */
function begin( code, origin ) {
	const ttq = window[ window.TiktokAnalyticsObject || 'ttq' ];
	if ( ! Array.isArray( ttq ) || ! ttq._i ) {
		console.warn( '[TikTok stand-in] window.ttq is not the array of the base code; nothing will be sent' );
		return;
	}
	// The first script of a page starts the core; those of further pixels join it.
	ttq._core = ttq._core || startPixel( ttq, origin );
	ttq._core.mount( code );
}

function startPixel( ttq, origin ) {
	const user = {};
	let labels = {};
	let consent = 'granted';
	let held = [];
	const waiting = {};
	const mounted = {};
	let address = here();

	function here() {
		return location.pathname + location.search;
	}

	// Held events keep the page they happened on but learn the cookie that consent allows.
	function emit( id, packet ) {
		if ( consent === 'revoked' ) {
			return;
		}
		if ( consent === 'held' ) {
			held.push( [ id, packet ] );
		} else if ( ! mounted[ id ] ) {
			( waiting[ id ] = waiting[ id ] || [] ).push( packet );
		} else {
			if ( ! packet.context.user.ttp && cookies.ttp() ) {
				packet.context.user.ttp = cookies.ttp();
			}
			post( origin, JSON.stringify( packet ) );
		}
	}

	function event( id, name, properties, extra ) {
		if ( consent === 'granted' ) {
			cookies.refresh();
		}
		emit( id, buildPacket( id, name, properties || {}, extra || {}, user, labels, ( ttq._o && ttq._o[ id ] ) || {} ) );
	}

	function each( id, then ) {
		( id ? [ id ] : Object.keys( ttq._i ) ).forEach( then );
	}

	function grant() {
		const ready = held;
		held = [];
		consent = 'granted';
		cookies.refresh();
		ready.forEach( function ( one ) {
			emit( one[ 0 ], one[ 1 ] );
		} );
	}

	const methods = {
		track: function ( id, name, properties, extra ) {
			if ( typeof name !== 'string' || ! name ) {
				console.warn( '[TikTok stand-in] track without an event name' );
				return;
			}
			each( id || ( extra && extra.pixel_code ), function ( one ) {
				event( one, name, properties, extra );
			} );
		},
		page: function ( id ) {
			each( id, function ( one ) {
				event( one, 'Pageview', {} );
			} );
		},
		// Data given to one pixel serves all pixels of the page.
		identify: function ( id, given ) {
			const read = match( given || {} );
			labels = read.labels;
			for ( const key in read.user ) {
				user[ key ] = read.user[ key ];
			}
		},
		holdConsent: function () {
			consent = 'held';
		},
		grantConsent: grant,
		revokeConsent: function () {
			consent = 'revoked';
			held = [];
			cookies.drop();
		},
		enableCookie: function () {
			cookies.allow( true );
			if ( consent === 'granted' ) {
				cookies.refresh();
			}
		},
		disableCookie: function () {
			cookies.allow( false );
		},
		ready: function ( id, then ) {
			then();
		},
		instances: function () {
			return Object.keys( ttq._i );
		},
	};
	[ 'debug', 'on', 'off', 'once', 'alias', 'group' ].forEach( function ( name ) {
		methods[ name ] = function () {};
	} );

	function call( id, entry ) {
		const args = Array.prototype.slice.call( entry );
		const method = methods[ args[ 0 ] ];
		if ( ! method ) {
			console.warn( '[TikTok stand-in] unknown method ' + args[ 0 ] );
			return undefined;
		}
		return method.apply( null, [ id ].concat( args.slice( 1 ) ) );
	}

	// From here on a queue works off what it is given; what was queued goes first, in order.
	function drain( queue, id ) {
		const entries = queue.splice( 0, queue.length );
		queue.push = function ( entry ) {
			return call( id, entry );
		};
		Object.keys( methods ).forEach( function ( name ) {
			queue[ name ] = function () {
				return call( id, [ name ].concat( Array.prototype.slice.call( arguments ) ) );
			};
		} );
		entries.forEach( function ( entry ) {
			call( id, entry );
		} );
	}

	// TikTok reports every change of address unless told not to; such Pageviews carry no id.
	function observe( name ) {
		const original = history[ name ];
		history[ name ] = function () {
			const result = original.apply( history, arguments );
			if ( here() !== address ) {
				address = here();
				Object.keys( mounted ).forEach( function ( id ) {
					if ( ! ttq._o || ! ttq._o[ id ] || ttq._o[ id ].historyObserver !== false ) {
						event( id, 'Pageview', {} );
					}
				} );
			}
			return result;
		};
	}

	observe( 'pushState' );
	observe( 'replaceState' );

	return {
		mount: function ( id ) {
			const first = ! Object.keys( mounted ).length;
			const queue = ( ttq._i[ id ] = ttq._i[ id ] || [] );
			mounted[ id ] = true;
			if ( first ) {
				drain( ttq, '' );
			}
			( waiting[ id ] || [] ).forEach( function ( packet ) {
				emit( id, packet );
			} );
			delete waiting[ id ];
			drain( queue, id );
			if ( consent === 'granted' ) {
				cookies.refresh();
			}
			queue._init = true;
			ttq._mounted = true;
			ttq.instance = function ( one ) {
				return ttq._i[ one ];
			};
		},
	};
}
