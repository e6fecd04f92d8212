/* What the pixel posts for one event, and how: the body of TikTok's /api/v2/pixel. */
function buildPacket( id, name, properties, extra, user, labels, options ) {
	const ttp = cookies.ttp();
	const ttclid = new URL( location.href ).searchParams.get( 'ttclid' ) || decodeURIComponent( cookies.read( 'ttclid' ) );
	const person = Object.assign( {}, user, ttp ? { ttp } : {}, ttclid ? { ttclid } : {} );
	const packet = {
		event: name,
		timestamp: new Date().toISOString(),
		properties,
		context: {
			page: { url: location.href, referrer: document.referrer },
			user: person,
			pixel: { code: id },
			library: { name: 'pixel.js', version: '2.2.1' },
		},
	};
	// Only the third argument of track carries the id; anywhere else it is a property.
	if ( extra.event_id !== undefined ) {
		packet.event_id = extra.event_id;
	}
	if ( options.limited_data_use || properties.limited_data_use === true ) {
		packet.limited_data_use = true;
	}
	if ( Object.keys( labels ).length ) {
		packet.signal_diagnostic_labels = labels;
	}
	return packet;
}

function post( origin, body ) {
	const url = origin + '/api/v2/pixel';
	fetch( url, {
		method: 'POST',
		mode: 'cors',
		credentials: 'omit',
		// text/plain spares the cross-origin preflight; keepalive outlives the page up to 64 KB.
		headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
		keepalive: body.length < 60000,
		body,
	} ).catch( function () {
		if ( navigator.sendBeacon ) {
			navigator.sendBeacon( url, body );
		}
	} );
}
