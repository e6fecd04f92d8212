/* First-party cookies, as TikTok's help describes them: thirteen months from the last use. */
const cookies = ( function () {
	const MONTHS_13 = 34164000;
	const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
	let allowed = true;

	function read( name ) {
		const found = document.cookie.match( new RegExp( '(?:^|; )' + name + '=([^;]*)' ) );
		return found ? found[ 1 ] : '';
	}

	function write( name, value, seconds ) {
		document.cookie = name + '=' + value + '; path=/; max-age=' + seconds + '; SameSite=Lax';
	}

	function drop() {
		write( '_ttp', '', 0 );
		write( '_tt_enable_cookie', '', 0 );
	}

	return {
		read,
		drop,
		ttp: () => ( allowed ? read( '_ttp' ) : '' ),
		allow( yes ) {
			allowed = yes;
			if ( ! yes ) {
				drop();
			}
		},
		// Made once, 27 letters; an existing value only has its life prolonged.
		refresh() {
			if ( ! allowed ) {
				return;
			}
			let ttp = read( '_ttp' );
			while ( ttp.length < 27 && read( '_ttp' ) === '' ) {
				ttp += BASE62.charAt( Math.floor( Math.random() * 62 ) );
			}
			write( '_ttp', ttp, MONTHS_13 );
			write( '_tt_enable_cookie', '1', MONTHS_13 );
		},
	};
} )();
