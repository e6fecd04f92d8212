/** What a page shows comes from the server once: loading, the answer, or why there is none. */
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { messageOf } from '../rest.ts';

export interface RouteAnswer< T > {
	readonly value: T | undefined;
	/** '' unless the last request failed. */
	readonly problem: string;
	reload(): Promise< void >;
}

/** @param load stable between renders: a new function is a new question */
export function useAnswer< T >( load: () => Promise< T > ): RouteAnswer< T > {
	const [ value, setValue ] = useState< T >();
	const [ problem, setProblem ] = useState( '' );
	// The answer to the last question counts, however late an earlier one arrives.
	const asked = useRef( 0 );

	const reload = useCallback( async (): Promise< void > => {
		const mine = ++asked.current;
		try {
			const answer = await load();
			if ( mine === asked.current ) {
				setValue( answer );
				setProblem( '' );
			}
		} catch ( failed ) {
			if ( mine === asked.current ) {
				setProblem( messageOf( failed ) );
			}
		}
	}, [ load ] );

	useEffect( () => {
		void reload();
		return () => {
			asked.current += 1;
		};
	}, [ reload ] );

	return { value, problem, reload };
}
