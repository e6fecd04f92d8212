/*
 * Advanced matching as the pixel does it: raw values are normalised and hashed in the browser,
 * 64 hex characters pass through. SHA-256 is written out because
 * crypto.subtle is asynchronous, absent on plain http, and an unloading page does not wait.
 */
const match = ( function () {
	var HEX = /^[0-9a-f]{64}$/;

	function primes( count, power ) {
		var found = [];
		for ( var n = 2; found.length < count; n++ ) {
			var prime = true;
			for ( var d = 2; d * d <= n; d++ ) {
				prime = prime && n % d !== 0;
			}
			if ( prime ) {
				var root = Math.pow( n, power );
				found.push( Math.floor( ( root - Math.floor( root ) ) * 4294967296 ) | 0 );
			}
		}
		return found;
	}
	var K = primes( 64, 1 / 3 );

	function rotate( x, n ) {
		return ( x >>> n ) | ( x << ( 32 - n ) );
	}

	// FIPS 180-4, the textbook way.
	function sha256( text ) {
		var bytes = Array.prototype.slice.call( new TextEncoder().encode( text ) );
		var bits = bytes.length * 8;
		bytes.push( 128 );
		while ( bytes.length % 64 !== 56 ) {
			bytes.push( 0 );
		}
		for ( var shift = 56; shift >= 0; shift -= 8 ) {
			bytes.push( shift > 31 ? 0 : ( bits >>> shift ) & 255 );
		}
		var h = primes( 8, 1 / 2 );
		for ( var at = 0; at < bytes.length; at += 64 ) {
			var w = [];
			var s = h.slice();
			for ( var i = 0; i < 64; i++ ) {
				var b = at + i * 4;
				if ( i < 16 ) {
					w[ i ] = ( bytes[ b ] << 24 ) | ( bytes[ b + 1 ] << 16 ) | ( bytes[ b + 2 ] << 8 ) | bytes[ b + 3 ];
				} else {
					var x = w[ i - 15 ];
					var y = w[ i - 2 ];
					var s0 = rotate( x, 7 ) ^ rotate( x, 18 ) ^ ( x >>> 3 );
					var s1 = rotate( y, 17 ) ^ rotate( y, 19 ) ^ ( y >>> 10 );
					w[ i ] = ( w[ i - 16 ] + s0 + w[ i - 7 ] + s1 ) | 0;
				}
				var e = s[ 4 ];
				var a = s[ 0 ];
				var t1 =
					s[ 7 ] +
					( rotate( e, 6 ) ^ rotate( e, 11 ) ^ rotate( e, 25 ) ) +
					( ( e & s[ 5 ] ) ^ ( ~e & s[ 6 ] ) ) +
					K[ i ] +
					w[ i ];
				var t2 = ( rotate( a, 2 ) ^ rotate( a, 13 ) ^ rotate( a, 22 ) ) + ( ( a & s[ 1 ] ) ^ ( a & s[ 2 ] ) ^ ( s[ 1 ] & s[ 2 ] ) );
				s = [ ( t1 + t2 ) | 0, a, s[ 1 ], s[ 2 ], ( s[ 3 ] + t1 ) | 0, e, s[ 5 ], s[ 6 ] ];
			}
			h = h.map( function ( word, index ) {
				return ( word + s[ index ] ) | 0;
			} );
		}
		return h
			.map( function ( word ) {
				return ( '0000000' + ( word >>> 0 ).toString( 16 ) ).slice( -8 );
			} )
			.join( '' );
	}

	function lower( value ) {
		return value.trim().toLowerCase();
	}

	// A place goes as it is: a hash of it is none.
	var PLACE = /^(?![0-9a-f]{64}$)./;

	// Key => [name in the request, hashed?, how a raw value is written, what a raw value must look like].
	var KEYS = {
		email: [ 'email', true, lower, /^[^\s@]+@[^\s@]+\.[^\s@]+$/ ],
		sha256_email: [ 'email', true, lower, HEX ],
		phone_number: [ 'phone_number', true, String, /^\+\d{7,15}$/ ],
		sha256_phone_number: [ 'phone_number', true, String, HEX ],
		external_id: [ 'external_id', true, lower, /./ ],
		first_name: [ 'first_name', true, lower, /./ ],
		last_name: [ 'last_name', true, lower, /./ ],
		zip_code: [ 'zip_code', true, lower, /./ ],
		city: [ 'city', false, lower, PLACE ],
		state: [ 'state', false, lower, PLACE ],
		country: [ 'country', false, lower, /^[a-z]{2}$/ ],
	};

	return function ( given ) {
		var user = {};
		var labels = {};
		Object.keys( given ).forEach( function ( key ) {
			var rule = KEYS[ key ];
			var value = given[ key ];
			if ( ! rule ) {
				labels[ key ] = 'unknown';
			} else if ( typeof value !== 'string' || ! value.trim() ) {
				labels[ key ] = 'invalid';
			} else if ( rule[ 1 ] && HEX.test( value ) ) {
				user[ rule[ 0 ] ] = value;
				labels[ key ] = 'hashed';
			} else if ( ! rule[ 3 ].test( rule[ 2 ]( value ) ) ) {
				labels[ key ] = 'invalid';
			} else {
				user[ rule[ 0 ] ] = rule[ 1 ] ? sha256( rule[ 2 ]( value ) ) : rule[ 2 ]( value );
				labels[ key ] = 'raw';
			}
		} );
		return { user: user, labels: labels };
	};
} )();
